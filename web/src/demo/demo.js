// Fills in this server's own address, and copies the line.
const line = document.getElementById("line");
const copy = document.getElementById("copy");
const base = new URL(".", location.href);

line.textContent = line.textContent.replace("widget.js", new URL("widget.js", base).href);
document.getElementById("origin").textContent = base.origin;

// The clipboard is only there on HTTPS pages and on this machine.
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(line.textContent);
    copy.textContent = "Copied";
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  });
}
