// A career guide for the page it is shown on, and the roles it spoke of last.
import { useEffect, useState } from "react";
import { load } from "rolewise-widget";

export function CareerGuide({ bot, question = "What does a nurse do?" }) {
  const [guide, setGuide] = useState(null);
  const [roles, setRoles] = useState([]);

  useEffect(() => {
    let isGone = false;
    let widget = null;
    load(bot, { title: "Career guide" }).then(
      (loaded) => {
        if (isGone) return loaded.destroy();
        widget = loaded;
        widget.on("answer", ({ answer }) => setRoles(answer.roles));
        setGuide(widget);
      },
      (error) => console.warn(error.message),
    );
    return () => {
      isGone = true;
      widget?.destroy();
    };
  }, [bot]);

  return (
    <section>
      <button type="button" disabled={!guide} onClick={() => guide.ask(question)}>
        {question}
      </button>
      <ul>
        {roles.map(({ id, title }) => (
          <li key={id}>{title}</li>
        ))}
      </ul>
    </section>
  );
}
