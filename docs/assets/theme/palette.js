// Set the colours chosen on an earlier page before anything is drawn; see scope.js.
{
  const chosen = /** @type {any} */ (window).__md_get('__palette');
  for (const [key, value] of Object.entries(chosen?.color ?? {})) {
    document.body.setAttribute(`data-md-color-${key}`, String(value));
  }
}
