import { describe, expect, it } from 'vitest';
import { foldState, TERMINAL, type EventData, type EventType, type LoggedEvent } from './index.ts';

const sha = (letter: string) => letter.repeat(64);
let seq = 0;

function happened<Type extends EventType>(type: Type, data: EventData<Type>): LoggedEvent {
  seq += 1;
  const moment = '2026-11-23T02:00:00Z';
  return {
    v: 1,
    code: 'H01.12-261123-0001',
    revision: 1,
    seq,
    key: `${type}:${seq}`,
    type,
    actor: { kind: 'system', id: 'test' },
    occurredAt: moment,
    recordedAt: moment,
    data,
    prev: sha('0'),
    hash: sha('1'),
  };
}

const draft = { key: 'drafts/x.pdf', sha256: sha('a') };
const document = { key: 'signing/x.pdf', sha256: sha('b') };
const number = { series: 'GPXD', number: 7, symbol: '07/GPXD-UBND', date: '2026-11-23' };
const archived = { key: 'results/x.pdf', versionId: 'v1', sha256: sha('b'), size: 9 };
const failure = { state: 'SealResult', error: 'TsaUnavailable', cause: '', repair: 1 };

const rendered = happened('result-rendered', { document: draft });
const asked = happened('approval-requested', { official: 'chu-tich-1' });
const approved = happened('result-approved', { sha256: draft.sha256 });
const signed = happened('official-signed', { document, certificate: sha('c'), signedAt: '2026-11-23' });
const allotted = happened('number-allotted', number);
const sealed = happened('result-sealed', {
  document,
  symbol: number.symbol,
  date: number.date,
  certificate: sha('d'),
  sealedAt: '2026-11-23',
});
const issued = happened('result-archived', archived);
const sent = happened('channel-settled', { channel: 'link', outcome: 'sent' });
const broken = happened('repair-requested', failure);
const retried = happened('repair-decided', { action: 'retry', note: 'xong' });
const returned = happened('return-completed', {
  status: 'returned',
  outcomes: [{ channel: 'link', outcome: 'sent' }],
});

const statusAfter = (...events: LoggedEvent[]) => foldState(events).status;
const road = [rendered, asked, approved, signed, allotted, sealed, issued, sent, returned];

describe('the state of a revision', () => {
  it('is accepted before anything else has happened', () => {
    expect(foldState([])).toMatchObject({ status: 'accepted', sequence: 0, head: null });
  });

  it('goes forward along the road', () => {
    expect(road.map((_, index) => statusAfter(...road.slice(0, index + 1)))).toEqual([
      'rendered',
      'awaiting-approval',
      'approved',
      'signed',
      'signed',
      'sealed',
      'issued',
      'issued',
      'returned',
    ]);
  });

  it('holds the facts the log proves', () => {
    expect(foldState(road)).toMatchObject({
      draft,
      document,
      number,
      archived,
      outcomes: [{ channel: 'link', outcome: 'sent' }],
      sequence: returned.seq,
      head: returned.hash,
    });
  });

  it('stands at repair with its reason, then where the road had led', () => {
    const before = [rendered, asked, approved, signed, allotted];
    expect(foldState([...before, broken])).toMatchObject({
      status: 'awaiting-repair',
      repair: { state: 'SealResult', error: 'TsaUnavailable' },
      repairs: 1,
    });
    expect(foldState([...before, broken, retried])).toMatchObject({
      status: 'signed',
      repair: null,
      repairs: 1,
    });
    expect(statusAfter(rendered, broken, retried)).toBe('rendered');
    expect(statusAfter(...road.slice(0, 7), broken, retried)).toBe('issued');
    expect(statusAfter(broken, retried)).toBe('accepted');
  });

  it('ends rejected with the reason, and takes nothing that comes later', () => {
    const reason = 'Sai tên chủ đầu tư';
    const rejected = happened('result-rejected', { reason });
    const back = happened('returned-for-correction', { reason });
    expect(foldState([rendered, asked, rejected])).toMatchObject({ status: 'rejected', reason });
    expect(statusAfter(rendered, asked, rejected, back)).toBe('returned-for-correction');
    expect(foldState([rendered, asked, rejected, back, approved])).toMatchObject({
      status: 'returned-for-correction',
      sequence: approved.seq,
    });
  });

  it('stays cancelled, whatever a late decision says', () => {
    const cancelled = happened('return-cancelled', { reason: 'operator' });
    expect(foldState([rendered, cancelled, asked, approved, sealed])).toMatchObject({
      status: 'cancelled',
      reason: 'operator',
      document: null,
    });
  });

  it('stays recalled with its reason, whatever comes later; what happens to its file and its parcel is still told', () => {
    const recalled = happened('result-recalled', { reason: 'Ghi sai diện tích' });
    const back = happened('channel-settled', { channel: 'post', outcome: 'returned-to-agency' });
    const closed = happened('return-completed', { status: 'kept-at-agency', outcomes: [] });
    const renewed = happened('file-renewed', {
      ...archived,
      sha256: sha('d'),
      from: archived.sha256,
      stampedAt: '2036-01-01T00:00:00Z',
      certificatesEnd: '2046-01-01T00:00:00Z',
    });
    const ended = happened('execution-ended', { status: 'ABORTED', error: 'by hand' });
    const state = foldState([...road.slice(0, 7), recalled, back, renewed]);
    expect(state).toMatchObject({
      status: 'recalled',
      recalled: { reason: 'Ghi sai diện tích', recalledAt: recalled.occurredAt },
      outcomes: [{ channel: 'post', outcome: 'returned-to-agency' }],
      archived: { sha256: sha('d') },
    });
    expect(foldState([...road.slice(0, 7), recalled, closed, ended])).toMatchObject({
      status: 'recalled',
      reason: 'Ghi sai diện tích',
    });
  });

  it('keeps the result it has when another file of the revision is renewed', () => {
    const renewed = happened('file-renewed', {
      ...archived,
      sha256: sha('e'),
      from: sha('d'),
      stampedAt: '2036-01-01T00:00:00Z',
      certificatesEnd: '2046-01-01T00:00:00Z',
    });
    expect(foldState([...road.slice(0, 7), renewed]).archived).toEqual(archived);
  });

  it('is failed when the execution ended, and goes on when it was redriven', () => {
    const ended = happened('execution-ended', { status: 'FAILED', error: 'States.Runtime' });
    expect(foldState([rendered, ended])).toMatchObject({ status: 'failed', reason: 'States.Runtime' });
    expect(statusAfter(rendered, ended, asked)).toBe('awaiting-approval');
  });

  it('is kept at the agency until somebody collects it', () => {
    const kept = happened('return-completed', { status: 'kept-at-agency', outcomes: [] });
    const collected = happened('result-collected', { identityCheck: 'cccd', collector: 'applicant' });
    expect(statusAfter(issued, kept)).toBe('kept-at-agency');
    expect(statusAfter(issued, kept, collected)).toBe('returned');
    expect(statusAfter(issued, collected)).toBe('issued');
  });

  it('keeps the last outcome of each channel', () => {
    const failed = happened('channel-settled', { channel: 'link', outcome: 'failed', error: 'EmailRefused' });
    expect(foldState([issued, failed, sent]).outcomes).toEqual([{ channel: 'link', outcome: 'sent' }]);
  });

  it('is at an end when returned, returned for correction, cancelled, recalled or failed, and not before', () => {
    expect([...TERMINAL].toSorted()).toEqual([
      'cancelled',
      'failed',
      'recalled',
      'returned',
      'returned-for-correction',
    ]);
  });
});
