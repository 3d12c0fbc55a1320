/**
 * Draws the demo's seals and signatures: `node infra/local/demo/draw-pictures.ts`. What it draws is committed
 * under templates/pictures/demo; seals bear the word MẪU (specimen) where a real one bears the emblem.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import chromium from '@sparticuz/chromium';
import { chromium as browserType } from 'playwright-core';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../../..');
const output = resolve(root, 'templates/pictures/demo');
const font = readFileSync(resolve(root, 'templates/fonts/Tinos-Bold.ttf')).toString('base64');
const RED = '#d8121f';
const INK = '#1c3aa9';

/** 36 mm at 305 dots per inch. */
const SEAL_PIXELS = 432;

function seal(above: string, below: string): string {
  const star = Array.from({ length: 10 }, (_, index) => {
    const angle = (Math.PI * index) / 5 - Math.PI / 2;
    const radius = index % 2 === 0 ? 62 : 24;
    return `${200 + radius * Math.cos(angle)},${184 + radius * Math.sin(angle)}`;
  }).join(' ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SEAL_PIXELS}" height="${SEAL_PIXELS}" viewBox="0 0 400 400">
    <defs>
      <path id="above" d="M 72.6 264.9 A 143 143 0 1 1 327.4 264.9" />
      <path id="below" d="M 33 200 A 167 167 0 0 0 367 200" />
    </defs>
    <g fill="none" stroke="${RED}"><circle cx="200" cy="200" r="195" stroke-width="7" />
      <circle cx="200" cy="200" r="186" stroke-width="2" /><circle cx="200" cy="200" r="122" stroke-width="2.5" /></g>
    <g fill="${RED}" font-family="Seal" font-weight="700">
      <text font-size="23"><textPath href="#above" startOffset="50%" text-anchor="middle">${above}</textPath></text>
      <text font-size="23"><textPath href="#below" startOffset="50%" text-anchor="middle">${below}</textPath></text>
      <polygon points="${star}" />
      <text x="200" y="286" font-size="34" text-anchor="middle" letter-spacing="6">MẪU</text>
    </g></svg>`;
}

/** Pen strokes with the pressure of a hand: the same line drawn thrice, each shorter and thicker. */
function signature(strokes: readonly string[]): string {
  const lines = strokes.flatMap((stroke) => [
    `<path d="${stroke}" stroke-width="4" />`,
    `<path d="${stroke}" stroke-width="6.5" pathLength="100" stroke-dasharray="34 18 22 12 14 100" stroke-dashoffset="-4" />`,
    `<path d="${stroke}" stroke-width="8" pathLength="100" stroke-dasharray="0 12 16 30 10 100" />`,
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="256" viewBox="0 0 640 256">
    <g fill="none" stroke="${INK}" stroke-linecap="round" stroke-linejoin="round">${lines.join('')}</g></svg>`;
}

const pictures: Readonly<Record<string, string>> = {
  'seal-H15.27': seal('ỦY BAN NHÂN DÂN PHƯỜNG BUÔN MA THUỘT', '★ TỈNH ĐẮK LẮK ★'),
  'seal-H15.27.03': seal('U.B.N.D. PHƯỜNG BUÔN MA THUỘT', 'PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ'),
  'seal-H15.12': seal('ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK', '★ SỞ XÂY DỰNG ★'),
  'handwriting-chu-tich-buon-ma-thuot': signature([
    'M 70 96 C 150 52 250 44 330 58 C 270 62 190 80 172 150 C 160 204 176 214 204 186 C 236 152 250 128 262 132 C 276 138 252 178 270 180 C 292 182 306 138 320 134',
    'M 300 176 C 330 60 352 24 366 40 C 384 62 330 196 350 206 C 372 214 396 96 420 44 C 400 120 392 190 414 188 C 440 184 446 146 462 146 C 476 148 458 186 476 184 C 506 178 540 140 586 132',
    'M 150 224 C 270 196 430 192 560 206 C 470 208 380 214 330 228',
  ]),
  'handwriting-pho-chu-tich-buon-ma-thuot': signature([
    'M 84 206 C 104 130 118 78 132 52 C 142 100 168 168 196 200 C 206 150 214 96 222 48',
    'M 238 166 C 268 150 282 128 264 124 C 242 124 232 186 262 190 C 292 190 318 146 332 132 C 322 168 318 190 336 188 C 360 184 366 140 382 136 C 396 138 378 186 396 186 C 430 182 452 120 470 60 C 484 20 452 40 448 110 C 446 170 462 194 484 184 C 520 168 548 136 592 118',
    'M 118 232 C 240 214 420 214 540 226',
  ]),
  'handwriting-pho-chu-tich-thuong-truc-buon-ma-thuot': signature([
    'M 92 52 C 96 110 92 170 84 212 C 170 204 232 160 214 100 C 200 58 130 44 66 62',
    'M 60 132 C 96 126 130 124 158 128',
    'M 250 166 C 268 132 292 120 300 136 C 306 158 264 192 262 172 C 276 150 300 142 318 150 C 330 166 312 190 330 188 C 350 184 358 140 374 128',
    'M 396 60 C 388 120 382 180 372 224 C 388 140 420 84 462 86 C 490 94 470 140 414 152 C 470 150 520 158 596 120',
    'M 130 226 C 260 206 420 206 566 214',
  ]),
  'handwriting-truong-phong-kinh-te-buon-ma-thuot': signature([
    'M 84 56 C 96 104 116 128 140 122 C 166 112 178 76 186 52 C 178 116 160 184 116 214 C 88 226 74 204 102 186',
    'M 226 92 C 232 150 244 188 258 186 C 278 178 290 124 298 108 C 300 150 308 188 324 186 C 348 176 366 118 376 70',
    'M 392 168 C 404 138 432 124 442 136 C 446 158 410 196 408 172 C 420 152 448 138 458 148 C 462 168 458 186 474 184 C 500 178 530 150 584 96',
    'M 70 228 C 190 236 330 222 470 218',
  ]),
  'handwriting-giam-doc-so-xay-dung': signature([
    'M 96 60 C 92 110 84 160 78 206 C 96 150 130 118 160 110 C 178 106 186 120 180 146 C 172 180 166 200 184 198',
    'M 196 52 C 184 110 170 170 166 214',
    'M 226 128 C 240 160 256 168 276 138 C 282 128 286 118 288 112 C 282 170 262 234 226 238 C 204 238 212 206 262 184 C 310 164 332 134 344 130 C 360 128 338 172 354 174 C 372 174 380 132 394 130 C 408 130 392 172 408 172 C 424 172 430 134 446 132 C 462 132 446 176 466 174 C 500 168 548 116 590 108',
    'M 410 92 C 424 82 440 82 452 94',
  ]),
};

async function draw(page: Page, name: string, svg: string): Promise<void> {
  const face = `@font-face { font-family: Seal; src: url(data:font/ttf;base64,${font}); }`;
  await page.setContent(`<style>${face} body { margin: 0; } svg { display: block; }</style>${svg}`);
  await page.evaluate('document.fonts.ready');
  const shot = await page.locator('svg').screenshot({ omitBackground: true });
  const { width, height, alpha } = opacity.parse(await page.evaluate(readOpacity(shot.toString('base64'))));
  const colour = Buffer.from((name.startsWith('seal') ? RED : INK).slice(1), 'hex');
  const picture = encodePng(width, height, colour, Buffer.from(alpha, 'base64'));
  writeFileSync(resolve(output, `${name}.png`), picture);
}

const opacity = z.object({ width: z.number(), height: z.number(), alpha: z.string() });

/** Run in the page: the opacity of each pixel of a PNG. */
function readOpacity(png: string): string {
  return `(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png}';
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    let alpha = '';
    for (let at = 3; at < data.length; at += 4) alpha += String.fromCharCode(data[at]);
    return { width, height, alpha: btoa(alpha) };
  })()`;
}

/** How many steps of opacity an edge has: more than eight nobody sees on paper, and each weighs in every result. */
const OPACITY_STEPS = 7;

/** An RGBA PNG of one colour in varying opacity: edges of many colours would double its size in each result. */
function encodePng(width: number, height: number, colour: Buffer, alpha: Buffer): Buffer {
  const rows = Buffer.alloc((width * 4 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 4 + 1) + 1 + x * 4;
      const opacity = (alpha[y * width + x] ?? 0) / 255;
      rows.set([...colour, Math.round((Math.round(opacity * OPACITY_STEPS) * 255) / OPACITY_STEPS)], at);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
const browser = await browserType.launch({
  executablePath: await chromium.executablePath(),
  args: chromium.args,
});
const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
for (const [name, svg] of Object.entries(pictures)) await draw(page, name, svg);
await browser.close();
