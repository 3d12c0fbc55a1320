import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { Directory } from '../../functions/directory/index.ts';
import { dossierOf } from '../../functions/intake/index.ts';
import { sha256 } from '../../functions/platform/digest.ts';
import { derOfPem, namedAppendices, verifyDocument } from '../../functions/signing/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { at, awaitingApproval, decide, LAST_FOUR, reaches } from './dossiers.ts';
import { expectRefusal, type FrontDoor } from './front-door.ts';
import { it } from './shared-door.ts';

const { data, template } = dossierOf({
  dossier: JSON.parse(readFileSync('examples/dossiers/15-appendix-of-its-own.json', 'utf8')) as unknown,
});
const revisions = z.object({
  revisions: z.array(z.object({ appendices: z.array(z.object({ title: z.string(), sha256: z.string() })) })),
});

let door: FrontDoor;
let draft: RevisionId & { readonly sha256: string };
it.beforeAll(async ({ door: shared }) => {
  door = shared;
  draft = await awaitingApproval(door, { template, data });
}, 180_000);

const appendix = (as: string, k: number | string = 1) => door.ask(`${at(draft)}/appendices/${k}`, { as });
const linkToken = async () => {
  const messages = (await door.stack.ses?.outbox.list()) ?? [];
  const text = messages.findLast((message) => message.text?.includes(draft.code))?.text ?? '';
  return /\/l\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? 'no link was sent';
};

describe('a result with an appendix in a file of its own', () => {
  it('puts both before the official, the draft naming the appendix by its SHA-256', async () => {
    const { bytes } = await appendix('official');
    expect(namedAppendices((await door.ask(`${at(draft)}/result`, { as: 'official' })).bytes)).toEqual([
      sha256(bytes),
    ]);
    const page = await door.ask(`/desk/inbox/${draft.code}/${draft.revision}`, { as: 'official' });
    expect(page.text).toContain(`${at(draft)}/appendices/1/pages/1`);
    const picture = await door.ask(`${at(draft)}/appendices/1/pages/1`, { as: 'official' });
    expect(picture.headers.get('content-type')).toBe('image/png');
    expectRefusal(await appendix('integration'), 404, 'appendix-missing');
    for (const k of [2, 0, 'x']) expectRefusal(await appendix('official', k), 404, 'appendix-missing');
  });

  it('is issued with it: signed by the agency alone, at B-LTA, listed with the dossier', async () => {
    await decide(door, draft, { decision: 'approve', sha256: draft.sha256 });
    await reaches(door, draft, 'returned');
    const { bytes, headers } = await appendix('integration');
    const { roots } = await new Directory(door.table).trustAnchors();
    const report = verifyDocument(bytes, { roots: derOfPem(roots), now: new Date() });
    expect(report).toMatchObject({
      verdict: 'valid',
      findings: [],
      signatures: [{ field: 'appendix', kind: 'certification', level: 'B-LTA' }, { kind: 'timestamp' }],
    });
    expect(headers.get('etag')).toBe(`"${sha256(bytes)}"`);
    const seen = (await door.ask(`/dossiers/${draft.code}`, { as: 'integration' })).json(revisions);
    expect(seen.revisions[0]?.appendices.map((each) => each.sha256)).toEqual([sha256(bytes)]);
  });

  it('has its SHA-256 beside the result’s behind the QR code, for programs and people', async () => {
    const { bytes } = await appendix('clerk');
    const { verifyId } = await door.tracker.revision(draft);
    const { archived } = await door.tracker.state(draft);
    const told = (await door.ask(`/v/${verifyId}`)).json(z.looseObject({}));
    const digests = { sha256: sha256(bytes), earlierSha256: [] };
    expect(told).toMatchObject({ sha256: archived?.sha256, appendices: [digests] });
    const page = await door.ask(`/v/${verifyId}`, { headers: { accept: 'text/html' } });
    expect(page.text).toContain(digests.sha256);
  });

  it('is offered beside the result behind the link, each file once', async () => {
    const page = await door.ask(`/l/${await linkToken()}`, { form: { lastFour: LAST_FOUR } });
    const downloads = [...page.text.matchAll(/\/download\/[A-Za-z0-9_-]+/g)].map(([path]) => path);
    expect(downloads).toHaveLength(2);
    const files = await Promise.all(
      downloads.map(async (path) => {
        const address = (await door.ask(path)).headers.get('location') ?? '';
        return sha256(new Uint8Array(await (await fetch(address)).arrayBuffer()));
      }),
    );
    const { bytes } = await appendix('clerk');
    const { archived } = await door.tracker.state(draft);
    expect(files).toEqual([archived?.sha256, sha256(bytes)]);
    expect(await door.count(draft, 'result-downloaded')).toBe(2);
  });
});
