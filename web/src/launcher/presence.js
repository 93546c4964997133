// Pages that swap their body take everything out of it, and what they restore from a copy has no life of its own.

/**
 * Keeps an element, of which a page has one, in the body of the page, whatever becomes of the body; returned(): it is back.
 * Returns how to let go of it.
 */
export function keepOnPage(host, returned) {
  const watching = new MutationObserver(restore);
  function restore() {
    const { body, documentElement } = document;
    for (const copy of document.querySelectorAll(host.localName)) if (copy !== host) copy.remove();
    if (body && !host.isConnected) {
      body.append(host);
      returned();
    }
    watching.disconnect();
    watching.observe(documentElement, { childList: true });
    if (body) watching.observe(body, { childList: true });
  }
  restore();
  return () => watching.disconnect();
}
