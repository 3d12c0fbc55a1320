/** Files that mean harm to the verifier itself: a clear answer, in bounded time, and never `valid`. */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfStream, dict, name } from '../../pdf/pdf-object.ts';
import { limitsFor } from '../../pdf/work-budget.ts';
import { serialiseObject } from '../../pdf/serialise-object.ts';
import { type ArchivedResult, archivedResult, withSecurityStore } from '../../testing/archived-result.ts';
import { sha256 } from '../../../platform/digest.ts';

const SEED = 20_261_125;
/** Hundreds of files on a machine that does other things, too. */
const PATIENCE_MS = 120_000;
let result: ArchivedResult;
/** Where the values of signatures stand: the only bytes no signature of theirs covers. */
let rooms: readonly { readonly start: number; readonly end: number }[];

beforeAll(async () => {
  result = await archivedResult();
  const text = Buffer.from(result.archived).toString('latin1');
  rooms = [...text.matchAll(/\/ByteRange \[0 (\d+) (\d+)/g)].map(([, start, end]) => {
    return { start: Number(start), end: Number(end) };
  });
});

/** The last signature's value is covered by none. */
function isUncovered(at: number): boolean {
  const { start, end } = rooms.at(-1)!;
  return at >= start && at < end;
}

describe('changed bytes', () => {
  it(
    'are never valid where they are covered',
    () => {
      const { archived, verify } = result;
      const place = fc.integer({ min: 0, max: archived.length - 1 }).filter((at) => !isUncovered(at));
      fc.assert(
        fc.property(place, fc.integer({ min: 1, max: 255 }), (at, bits) => {
          const changed = Buffer.from(archived);
          changed[at]! ^= bits;
          return verify(changed).verdict !== 'valid';
        }),
        { numRuns: 150, seed: SEED },
      );
    },
    PATIENCE_MS,
  );

  it(
    'in the last signature’s own value are at most valid, and not the file as issued',
    () => {
      const { archived, verify } = result;
      const { start, end } = rooms.at(-1)!;
      const issuedSha256 = sha256(archived);
      fc.assert(
        fc.property(
          fc.integer({ min: start, max: end - 1 }),
          fc.integer({ min: 1, max: 255 }),
          (at, bits) => {
            const changed = Buffer.from(archived);
            changed[at]! ^= bits;
            const report = verify(changed, { issuedSha256 });
            return report.asIssued === false && (report.verdict !== 'valid' || report.readable);
          },
        ),
        { numRuns: 60, seed: SEED },
      );
    },
    PATIENCE_MS,
  );

  it('in letters of hexadecimal digits alone change nothing but the file', () => {
    const { archived, verify } = result;
    const { start, end } = rooms.at(-1)!;
    const changed = Buffer.from(archived);
    changed.write(changed.toString('latin1', start, end).toUpperCase(), start, 'latin1');
    const report = verify(changed, { issuedSha256: sha256(archived) });
    expect(report).toMatchObject({ verdict: 'valid', asIssued: false });
  });

  it(
    'that cut the file short are never valid',
    () => {
      const { archived, verify } = result;
      fc.assert(
        fc.property(fc.integer({ min: 0, max: archived.length - 1 }), (length) => {
          const report = verify(archived.subarray(0, length));
          // Cut exactly behind a revision, it is the older file, which had no evidence or no timestamp yet.
          return report.verdict !== 'valid' || length === result.stored.length;
        }),
        { numRuns: 100, seed: SEED },
      );
    },
    PATIENCE_MS,
  );

  it(
    'of any file at all get an answer',
    () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, isFramed) => {
          const frame = Buffer.concat([
            Buffer.from('%PDF-1.7\n'),
            bytes,
            Buffer.from('\nstartxref\n9\n%%EOF\n'),
          ]);
          return result.verify(isFramed ? frame : bytes).verdict !== 'valid';
        }),
        { numRuns: 200, seed: SEED },
      );
    },
    PATIENCE_MS,
  );
});

describe('a bomb', () => {
  const withXref = (body: Buffer, root: string): Buffer => {
    const head = Buffer.concat([Buffer.from('%PDF-1.7\n'), body]);
    return Buffer.concat([head, Buffer.from(`${root}startxref\n${head.length}\n%%EOF\n`)]);
  };

  function answered(pdf: Uint8Array) {
    // Time of the processor, not of the wall: other tests run beside this one.
    const begun = process.cpuUsage();
    const report = result.verify(pdf);
    const { user, system } = process.cpuUsage(begun);
    return { ...report, isQuick: user + system < 4_000_000 };
  }

  it('of streams that inflate without end is not read', () => {
    const rows = deflateSync(Buffer.alloc(40_000_000));
    const section = new PdfStream(
      dict({ Type: name('XRef'), Size: 10, W: [1, 2, 1], Filter: name('FlateDecode') }),
      rows,
    );
    const object = Buffer.concat([
      Buffer.from('9 0 obj\n'),
      serialiseObject(section),
      Buffer.from('\nendobj\n'),
    ]);
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), object, Buffer.from('startxref\n9\n%%EOF\n')]);
    expect(answered(pdf)).toMatchObject({ verdict: 'cannot-tell', readable: false, isQuick: true });
  });

  it('of a million entries is not read', () => {
    const entries = Buffer.alloc(20 * 1_000_000, '0000000009 00000 n \n');
    const table = Buffer.concat([Buffer.from('xref\n0 1000000\n'), entries]);
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      table,
      Buffer.from('trailer\n<<>>\nstartxref\n9\n%%EOF\n'),
    ]);
    expect(answered(pdf)).toMatchObject({
      verdict: 'cannot-tell',
      findings: [{ code: 'work-limit' }],
      isQuick: true,
    });
  });

  it('of nested arrays is not read', () => {
    const deep = `1 0 obj\n${'['.repeat(500_000)}\nendobj\n`;
    const pdf = withXref(
      Buffer.from(deep),
      'xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>\n',
    );
    expect(answered(pdf)).toMatchObject({ verdict: 'cannot-tell', readable: false, isQuick: true });
  });

  it('of entries that all lead to one long object is not read', () => {
    const long = `1 0 obj\n[${'0 '.repeat(500_000)}]\nendobj\n`;
    const references = Array.from({ length: 3000 }, (_, index) => `${index + 1} 0 R`).join(' ');
    const catalog = `4000 0 obj\n<</Type/Catalog/AcroForm<</Fields[${references}]>>>>\nendobj\n`;
    const body = Buffer.from(long + catalog);
    const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
    const table = `xref\n1 3000\n${entry(9).repeat(3000)}4000 1\n${entry(9 + long.length)}trailer\n<</Root 4000 0 R>>\n`;
    expect(answered(withXref(body, table))).toMatchObject({ verdict: 'cannot-tell', isQuick: true });
  });

  it('of certificates in the security store is bounded', () => {
    const { desk, sealed } = result;
    const many = Array.from({ length: 2000 }, () => desk.authority.certificate);
    expect(answered(withSecurityStore(sealed, { Certs: many }))).toMatchObject({
      readable: true,
      isQuick: true,
    });
  });
});

describe('a file signed again and again', () => {
  it('is not begun with where hashing what each signature covers would be too much work', () => {
    const { archived, verify } = result;
    const limits = limitsFor(archived.length);
    const three = rooms.reduce((sum, { start, end }) => sum + archived.length - (end - start), 0);
    const enough = verify(archived, { limits: { ...limits, signatures: 3, hashedBytes: three } });
    expect(enough.verdict).toBe('valid');
    for (const scarce of [{ signatures: 2 }, { hashedBytes: archived.length }]) {
      expect(verify(archived, { limits: { ...limits, ...scarce } })).toMatchObject({
        verdict: 'cannot-tell',
        readable: false,
        findings: [{ code: 'work-limit' }],
      });
    }
  });
});
