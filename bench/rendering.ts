import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { wholeNumber } from '../infra/demo/arguments.ts';
import { percentile, round, type Measurement } from './benchmark.ts';
import { APPLICANTS, documentOf, LENGTHS, type Length } from './rendering/documents.ts';
import { writeDrawing } from './rendering/drawing.ts';
import { issued } from './rendering/issued.ts';
import {
  firstRenders,
  longRenders,
  memory,
  warmRenders,
  type ByContender,
  type Warm,
} from './rendering/measure.ts';
import { start } from './rendering/ours.ts';
import { bundleContenders, type ContenderName, type First } from './rendering/renderer.ts';
import { writeDocuments } from './rendering/write-documents.ts';

const RENDERS = 10_000;

/**
 * The building permits of forty applicants, laid out and written by the product, and drawn by pdfkit and pdf-lib, each
 * in processes of its own that take turns, so that what else the machine does falls on all of them. Milliseconds are processor time where
 * the clock is not named.
 */
export async function rendering([text = String(RENDERS)]: readonly string[]): Promise<Measurement> {
  const renders = wholeNumber('rendering N', text, 100, 1_000_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'ket-qua-bench-'));
  try {
    await bundleContenders();
    await writeDocuments(folder);
    const drafts = await renderAll(folder);
    const firsts = await firstRenders(folder);
    const warm = await warmRenders(folder);
    const long = await longRenders(folder);
    const kept = await memory(folder, renders);
    const perPage = long.map(({ pages, processor }) => median(processor.ours) / pages);
    return {
      name: 'rendering',
      command: 'npm run bench -- rendering',
      rows: [
        ...timeRows(firsts, warm),
        ...long.map(({ pages, processor }) => row(`${pages} pages (ms)`, processor, (ms) => ms)),
        row('bytes', firsts, ({ bytes }) => bytes),
        ...LENGTHS.map((pages) => ({
          what: `bytes, the heaviest of ${pages} pages`,
          ours: heaviest(drafts, pages).length,
        })),
        ...kept.map(({ after, heap, rss }) => ({
          what: `memory after ${after} renders (MB: heap, resident)`,
          ours: `${heap}, ${rss}`,
        })),
      ],
      totals: {
        // Waited for: what is compiled or collected meanwhile on another processor holds nobody up.
        'warm, times as fast as pdfkit by the clock (at least 6)': timesFaster(warm, 'pdfkit', 'ms'),
        'warm, times as fast as pdfkit in processor time': timesFaster(warm, 'pdfkit', 'processor'),
        'warm, times as fast as pdf-lib in processor time': timesFaster(warm, 'pdf-lib', 'processor'),
        'first, by the clock (ms; at most 60)': round(median(firsts.ours.map(({ ms }) => ms))),
        'a page of 100 costs, of 10 (times; linear: about 1)': round(
          (perPage[1] ?? 0) / (perPage[0] ?? 1),
          2,
        ),
        'before signatures (bytes; at most 30000)': heaviest(drafts, 1).length,
        'B-LTA, two signatures with pictures (bytes; at most 100000)': (await issued(heaviest(drafts, 1)))
          .length,
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function timeRows(firsts: ByContender<readonly First[]>, warm: ByContender<readonly Warm[]>) {
  return [
    row('warm (ms)', warm, ({ processor }) => processor),
    row('warm, by the clock (ms)', warm, ({ ms }) => ms),
    row('first in a process that has started (ms)', firsts, ({ processor }) => processor),
    row('first, by the clock (ms)', firsts, ({ ms }) => ms),
    row('cold, the start included (ms)', firsts, ({ cold }) => cold.processor),
    row('cold, by the clock (ms)', firsts, ({ cold }) => cold.ms),
  ];
}

interface Draft {
  readonly pages: number;
  readonly pdf: Uint8Array;
}

/** Renders every document for every applicant, which tells the others what it shows. */
async function renderAll(folder: string): Promise<Draft[]> {
  const open = await start(folder);
  const drafts: Draft[] = [];
  for (const pages of LENGTHS) {
    const document = documentOf(pages);
    const render = await open(document, APPLICANTS[pages]);
    for (let number = 0; number < APPLICANTS[pages]; number += 1) {
      const pdf = await render();
      await writeDrawing({ folder, document, number }, pdf);
      drafts.push({ pages, pdf });
    }
  }
  return drafts;
}

function heaviest(drafts: readonly Draft[], length: Length): Uint8Array {
  const files = drafts.filter(({ pages }) => pages === length).map(({ pdf }) => pdf);
  return files.toSorted((a, b) => b.length - a.length)[0] ?? new Uint8Array();
}

function row<Sample>(what: string, samples: ByContender<readonly Sample[]>, of: (sample: Sample) => number) {
  const middle = (list: readonly Sample[]) => round(median(list.map(of)), 2);
  return {
    what,
    ours: middle(samples.ours),
    pdfkit: middle(samples.pdfkit),
    'pdf-lib': middle(samples['pdf-lib']),
  };
}

/** The middle of what each round says: rounds are alike within, not among each other. */
function timesFaster(warm: ByContender<readonly Warm[]>, other: ContenderName, time: keyof Warm): number {
  const ratios = warm[other].map((theirs, at) => theirs[time] / (warm.ours[at]?.[time] ?? Number.NaN));
  return round(median(ratios));
}

function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}
