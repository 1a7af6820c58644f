// Text that XML 1.0 can hold.

// What XML forbids even as a reference: most control characters, halves of surrogate pairs, U+FFFE and U+FFFF.
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const marks = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

export function escapeXml(value) {
  return String(value).replace(forbidden, "").replace(/[&<>"\r]/g, (mark) => marks[mark]);
}
