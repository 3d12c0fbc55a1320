import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bind, type Listening } from '../local/http/listen.ts';
import { play, type Progress } from './play.ts';
import { plan } from './submission.ts';
import { revisionView } from './testing/revision-view.ts';
import { oneOfEachSeries } from './turns.ts';

/** An API at which a dossier waits for approval at once, is signed a moment later, and ends at the counter. */
const statuses = new Map<string, string>();
let asked: string[];
let api: Listening;

const after: Readonly<Record<string, string>> = { approved: 'signed', signed: 'issued' };

const view = (code: string) => ({ revisions: [revisionView(statuses.get(code) ?? '', ['counter'])] });

const tasks = () =>
  [...statuses].flatMap(([code, status]) => {
    if (status === 'awaiting-approval') return [{ kind: 'approval', code, revision: 1 }];
    return status === 'issued' ? [{ kind: 'collection', code, revision: 1 }] : [];
  });

function answer(request: string): unknown {
  asked.push(request);
  const code = /\/dossiers\/([^/]+)/u.exec(request)?.[1];
  if (request === 'GET /inbox') return { tasks: tasks() };
  if (code === undefined) return { orders: [] };
  const status = statuses.get(code) ?? '';
  if (request.endsWith('/decision')) statuses.set(code, 'approved');
  else if (request.endsWith('/collection')) statuses.set(code, 'returned');
  else statuses.set(code, after[status] ?? status);
  return view(code);
}

beforeEach(async () => {
  statuses.clear();
  asked = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/dossiers') {
        const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code: string };
        statuses.set(code, 'awaiting-approval');
        response.writeHead(202).end();
      } else {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answer(`${request.method} ${request.url}`)));
      }
    });
  });
  api = await bind(server, 0);
});
afterEach(() => api.close());

const stage = () => ({
  url: api.url,
  tokenOf: async () => 'token',
  turns: oneOfEachSeries,
  // Here nothing moves by itself: only who looks moves it.
  pause: () => Promise.resolve(),
  tell: () => {},
});

const planned = (codes: readonly string[], templateOf = (_code: string) => 'x') =>
  plan(
    codes.map((code) => ({
      source: code,
      dossier: {
        code,
        revision: 1,
        agency: 'H15.27',
        official: 'chu-tich-buon-ma-thuot',
        template: { id: templateOf(code) },
      },
    })),
  ).planned;

const decisions = () => asked.filter((request) => request.endsWith('/decision'));
const decisionOn = (code: string) => `POST /dossiers/${code}/revisions/1/decision`;

it('takes drafts of a series in turn, and looks only where somebody has something to do', async () => {
  const codes = ['A', 'B', 'C'];
  const progress: Progress = { played: [], refused: [] };
  await play(stage(), planned(codes), progress);

  expect(progress.played.map((each) => each.view?.status)).toEqual(['returned', 'returned', 'returned']);
  expect(decisions()).toEqual(codes.map(decisionOn));
  // Nothing goes by post.
  expect(asked).not.toContain('GET /post/queue');
  // Seen once as a draft, C is looked at again only when its turn has come.
  const turnOfC = asked.indexOf(decisionOn('C'));
  expect(asked.slice(0, turnOfC).filter((request) => request === 'GET /dossiers/C')).toHaveLength(1);
});

it('lets no series wait for another', async () => {
  await play(
    stage(),
    planned(['A', 'B', 'C'], (code) => (code === 'C' ? 'y' : 'x')),
    { played: [], refused: [] },
  );

  expect(decisions().slice(0, 2).toSorted()).toEqual(['A', 'C'].map(decisionOn));
  expect(decisions().slice(2)).toEqual([decisionOn('B')]);
});
