// When a message was said: there for each that it is known of, and seen once somebody asks for times.
import { h } from "../shared/dom.js";

/** An element with the time as this browser writes it, or null where it is not known; at: in seconds since 1970. */
export function stamp(at) {
  if (!at) return null;
  const time = new Date(at * 1000);
  const whole = { dateStyle: "medium", timeStyle: "short" };
  const isToday = time.toDateString() === new Date().toDateString();
  const words = (options) => new Intl.DateTimeFormat(undefined, options).format(time);
  return h(
    "time",
    { datetime: time.toISOString(), title: words(whole) },
    words(isToday ? { timeStyle: "short" } : whole),
  );
}
