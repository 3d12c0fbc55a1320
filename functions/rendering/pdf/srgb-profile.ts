import { deflateSync } from 'node:zlib';

type Tag = readonly [signature: string, data: Buffer];

/** s15Fixed16Number (ICC.1:2010, 4.6). */
function fixed(value: number): number {
  return Math.round(value * 65_536) | 0;
}

function element(signature: string, size: number): Buffer {
  const data = Buffer.alloc(size);
  data.write(signature, 0, 'latin1');
  return data;
}

function numbers(signature: string, values: readonly number[]): Buffer {
  const data = element(signature, 8 + values.length * 4);
  for (const [index, value] of values.entries()) data.writeInt32BE(fixed(value), 8 + index * 4);
  return data;
}

function text(value: string): Buffer {
  const data = element('mluc', 28 + value.length * 2);
  data.writeUInt32BE(1, 8);
  data.writeUInt32BE(12, 12);
  data.write('enUS', 16, 'latin1');
  data.writeUInt32BE(value.length * 2, 20);
  data.writeUInt32BE(28, 24);
  for (let i = 0; i < value.length; i++) data.writeUInt16BE(value.charCodeAt(i), 28 + i * 2);
  return data;
}

/** The sRGB transfer curve of IEC 61966-2-1 as parametric curve type 3. */
function transferCurve(): Buffer {
  const data = numbers('para', [0, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);
  data.writeUInt16BE(3, 8);
  return data;
}

function tags(): Tag[] {
  const curve = transferCurve();
  return [
    ['desc', text('sRGB')],
    ['cprt', text('CC0')],
    ['wtpt', numbers('XYZ ', [0.9642, 1, 0.8249])],
    [
      'chad',
      numbers(
        'sf32',
        [1.047882, 0.022918, -0.050217, 0.029586, 0.990478, -0.017075, -0.009247, 0.015075, 0.751678],
      ),
    ],
    ['rXYZ', numbers('XYZ ', [0.436066, 0.222488, 0.013916])],
    ['gXYZ', numbers('XYZ ', [0.385147, 0.716873, 0.097076])],
    ['bXYZ', numbers('XYZ ', [0.143066, 0.060608, 0.714096])],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
}

function header(size: number, tagCount: number): Buffer {
  const data = Buffer.alloc(132 + tagCount * 12);
  data.writeUInt32BE(size, 0);
  data.writeUInt32BE(0x04200000, 8);
  data.write('mntrRGB XYZ ', 12, 'latin1');
  data.writeUInt16BE(2026, 24);
  data.writeUInt16BE(1, 26);
  data.writeUInt16BE(1, 28);
  data.write('acsp', 36, 'latin1');
  for (const [index, value] of [0.9642, 1, 0.8249].entries()) {
    data.writeInt32BE(fixed(value), 68 + index * 4);
  }
  data.writeUInt32BE(tagCount, 128);
  return data;
}

function buildProfile(): Buffer {
  const list = tags();
  const places = new Map<Buffer, number>();
  const bodies: Buffer[] = [];
  let offset = 132 + list.length * 12;
  for (const [, data] of list) {
    if (places.has(data)) continue;
    places.set(data, offset);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    data.copy(padded);
    bodies.push(padded);
    offset += padded.length;
  }
  const head = header(offset, list.length);
  for (const [index, [signature, data]] of list.entries()) {
    head.write(signature, 132 + index * 12, 'latin1');
    head.writeUInt32BE(places.get(data) ?? 0, 136 + index * 12);
    head.writeUInt32BE(data.length, 140 + index * 12);
  }
  return Buffer.concat([head, ...bodies]);
}

/** A generated sRGB display profile (ICC v4, about 0.6 KB), deflated: the output intent PDF/A requires. */
export const srgbProfile: Buffer = deflateSync(buildProfile(), { level: 9 });
