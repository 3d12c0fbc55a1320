const STYLE = `body{font:16px/1.5 sans-serif;margin:0;display:grid;grid-template-columns:minmax(0,1fr) minmax(18rem,26rem)}
main{background:#ddd;padding:1rem}img{display:block;width:100%;max-width:900px;margin:0 auto 1rem;background:#fff}
aside{padding:1rem;overflow-wrap:anywhere}li{margin-bottom:.6rem}
@media(max-width:50rem){body{grid-template-columns:minmax(0,1fr)}aside{order:-1}}`;
const SCRIPT = "new EventSource('/changes').onmessage=()=>location.reload()";

/** The page: pictures of the document on the left, what is wrong on the right. */
export function previewPage(name: string, problems: readonly string[], pages: number): string {
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  const pictures = numbers.map(
    (page) => `<img src="/pages/${page}.png" alt="Trang ${page} của bản xem trước">`,
  );
  const found =
    problems.length === 0
      ? '<p>Không có lỗi.</p>'
      : `<h2>${problems.length} lỗi</h2><ul>${problems.map((each) => `<li>${escaped(each)}</li>`).join('')}</ul>`;
  const file = pages > 0 ? '<p><a href="/result.pdf">Mở tệp PDF</a></p>' : '';
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Xem trước ${escaped(name)}</title><style>${STYLE}</style></head>
<body><main>${pictures.join('')}</main><aside><h1>${escaped(name)}</h1>${found}${file}</aside>
<script>${SCRIPT}</script></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
