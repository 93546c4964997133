/** Reads server-sent events from a response's body: calls take(name, data) for each, alive() for any sign of life. */
export async function readEvents(body, take, alive) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    alive();
    // A carriage return at the end may be half of a line's end.
    rest = (rest + value).replace(/\r\n/g, "\n");
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const event = parsed(block);
      if (event.data) take(event.name, JSON.parse(event.data));
    }
  }
}

function parsed(block) {
  const data = [];
  let name = "message";
  for (const line of block.split("\n")) {
    const [, field, value] = /^([^:]*):? ?(.*)$/.exec(line);
    if (field === "event") name = value;
    if (field === "data") data.push(value);
  }
  return { name, data: data.join("\n") };
}
