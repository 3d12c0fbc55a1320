import { X509Certificate, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { linkNote, recallNote, type NoteId } from '../../functions/delivery/notification.ts';
import { NotificationRepository } from '../../functions/delivery/notification-repository.ts';
import type { SignatureAlgorithm } from '../../functions/directory/index.ts';
import { executionName } from '../../functions/intake/index.ts';
import { awsLimits } from '../../functions/platform/aws.ts';
import { ObjectStore } from '../../functions/platform/object-store.ts';
import { CscService, SealedSecrets, openKeyFile } from '../../functions/signing/index.ts';
import { PASSPHRASE, keyFile } from '../../functions/signing/testing/pkcs12-file.ts';
import { cscClient } from '../../infra/local/csc/server.ts';
import { demoPin } from '../../infra/local/demo-signing-service.ts';
import { defaults } from '../../infra/local/stack-settings.ts';
import { PostalOrderRepository } from '../../functions/post/index.ts';
import { ProofSchedule } from '../../functions/renewal/index.ts';
import type { RevisionId } from '../../functions/tracking/index.ts';
import { uploadOffer } from '../../functions/portal/api/verification-schemas.ts';
import { readDossierFiles } from '../../infra/demo/dossier-files.ts';
import { play, type Progress } from '../../infra/demo/play.ts';
import { plan } from '../../infra/demo/submission.ts';
import { allAtOnce } from '../../infra/demo/turns.ts';
import { demoPassword } from '../../infra/local/demo/demo-people.ts';
import { approve, at, reaches, submitExample, until, type ActingOffice } from './acting-office.ts';
import { Browser } from './browser.ts';
import type { RecordedCall } from './watched-stack.ts';

const LAST_FOUR = '1234';
const OFFICIAL = 'chu-tich-buon-ma-thuot';
const AGENCY = 'H15.27';

/** Everything anybody can do with the product, at least once. */
export async function doEverything(office: ActingOffice): Promise<void> {
  await Promise.all([playExamples(office), useDesks(office), askHealth(office)]);
  await previewDossiers(office);
  await signElsewhere(office);
  await signWithFiles(office);
  await signRemotely(office);
  const failed = await failToSeal(office);
  await Promise.all([
    followLink(office),
    tellThePost(office),
    repairAndCancel(office, failed),
    startLate(office),
    endBehindItsBack(office),
  ]);
  await renewTimestamps(office);
  await waitForTimestamps(office);
}

/** The examples of every turn a dossier takes, and one with an appendix: the rest differ in what they say. */
async function playExamples({ stack }: ActingOffice): Promise<void> {
  const { submissions } = await readDossierFiles(
    globSync('examples/dossiers/{03,04,06,09,15}-*.json').toSorted(),
  );
  const progress: Progress = { played: [], refused: [] };
  const { url, tokenOf } = stack;
  const stage = {
    url,
    tokenOf,
    turns: allAtOnce,
    pause: sleep,
    tell: () => {},
    interruption: AbortSignal.timeout(150_000),
  };
  await play(stage, plan(submissions).planned, progress);
  const unsettled = progress.played.filter(({ view }) => !view?.status.startsWith('returned'));
  if (progress.refused.length + unsettled.length > 0) throw new Error(JSON.stringify({ progress }));
}

/** Login by the code flow, each desk's page, logout. */
async function useDesks({ stack }: ActingOffice): Promise<void> {
  for (const [username, desk] of [
    ['post', '/desk/post'],
    ['operator', '/desk/repairs'],
    ['clerk', '/inbox'],
  ]) {
    const browser = new Browser(stack.url);
    const shown = await browser.go('/login/start');
    await browser.send(shown.url, { username: username ?? '', password: demoPassword });
    const page = await (await browser.go(desk ?? '/')).text();
    const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    await browser.send('/logout', { csrf });
  }
}

async function askHealth({ stack }: ActingOffice): Promise<void> {
  const answer = await fetch(`${stack.url}/health`);
  if (!answer.ok) throw new Error(`health: ${answer.status}`);
}

/** One that was accepted, and one whose turn is looked up. */
async function previewDossiers(office: ActingOffice): Promise<void> {
  const example = z
    .looseObject({})
    .parse(JSON.parse(readFileSync('examples/dossiers/03-counter.json', 'utf8')));
  for (const revision of [1, 2]) {
    const body = { ...example, revision };
    const answer = await office.user('integration').send('POST', '/dossiers/preview', body);
    if (!answer.ok) throw new Error(`preview: ${answer.status}`);
  }
}

const listedCopies = z.object({ copies: z.array(z.object({ status: z.string() })) });
const requested = z.object({ digest: z.string(), attributes: z.string() });

const isRefusedRecord = ({ caller, operation, status }: RecordedCall) =>
  caller === 'archive-result' && operation === 'PutItem' && status === 503;

/** An item that was tried as often as the SDK tries; several are put at once. */
const gaveUp = (calls: readonly RecordedCall[]): true | undefined =>
  [...Map.groupBy(calls.filter(isRefusedRecord), ({ body }) => body).values()].some(
    (tries) => tries.length >= awsLimits.maxAttempts,
  ) || undefined;

/**
 * An official signs on a device of their own. The workflow hears of it by the sweeper alone, and its result is
 * archived twice, since the first time could not be recorded.
 */
async function signElsewhere(office: ActingOffice): Promise<void> {
  const { directory, stack } = office;
  const before = await directory.official(OFFICIAL);
  const device = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = device.publicKey.export({ type: 'spki', format: 'der' });
  const subject = { organisation: 'UBND', title: 'Chủ tịch', commonName: before.name };
  const certificates = await stack.pki.certify(subject, spki);
  await directory.putOfficial({
    ...before,
    key: { route: 'external', algorithm: 'ECDSA_SHA_256', certificates },
  });
  const id = await submitExample(office, '03-counter');
  await approve(office, id);
  await reaches(office, id, 'awaiting-signature');
  const official = office.user('official');
  // The log says that it is awaited a moment before the task is there.
  const ask = () => official.get(`${at(id)}/signature`, requested).catch(() => undefined);
  const { digest, attributes } = await until(ask, 'the signature to be asked for');
  const value = sign('sha256', Buffer.from(attributes, 'base64'), device.privateKey).toString('base64');
  stack.refuse('api', 'SendTaskSuccess');
  stack.refuse('archive-result', 'PutItem');
  await official.send('POST', `${at(id)}/signature`, { digest, value });
  await until(() => Promise.resolve(gaveUp(stack.calls)), 'an archived result nobody could record');
  stack.relent();
  await reaches(office, id, 'issued');
  await directory.putOfficial(before);
}

/** An agency without KMS: its official and its seal have key files. */
async function signWithFiles(office: ActingOffice): Promise<void> {
  const { directory, stack } = office;
  const before = { official: await directory.official(OFFICIAL), agency: await directory.agency(AGENCY) };
  const { secrets, close } = openSecrets(office);
  const keyOf = async (name: string, holder: string, algorithm: SignatureAlgorithm) => {
    const file = keyFile(name);
    const opened = openKeyFile(file, PASSPHRASE);
    const spki = opened.ok && createPublicKey(opened.value.key).export({ type: 'spki', format: 'der' });
    const subject = { organisation: 'UBND', commonName: holder };
    const certificates = await stack.pki.certify(subject, spki || new Uint8Array());
    const secret = await secrets.keepKeyFile({ file, passphrase: PASSPHRASE }, holder);
    return { route: 'pkcs12', secret, algorithm, certificates } as const;
  };
  const key = await keyOf('legacy-ec', `official/${OFFICIAL}`, 'ECDSA_SHA_256');
  const sealKey = await keyOf('aes-rsa', `agency/${AGENCY}`, 'RSASSA_PSS_SHA_256');
  await directory.putOfficial({ ...before.official, key });
  await directory.putAgency({ ...before.agency, seal: { ...before.agency.seal, key: sealKey } });
  const id = await submitExample(office, '03-counter');
  await approve(office, id);
  await reaches(office, id, 'issued');
  await copy(office, id);
  await Promise.all([directory.putOfficial(before.official), directory.putAgency(before.agency)]);
  close();
}

/** A clerk orders a certified copy, and reads it once it is issued. */
async function copy(office: ActingOffice, id: RevisionId): Promise<void> {
  const clerk = office.user('clerk');
  const order = 'ban-sao-01';
  await clerk.post(`${at(id)}/copies`, { order });
  await until(async () => {
    const { copies } = await clerk.get(`${at(id)}/copies`, listedCopies);
    return copies.find(({ status }) => status === 'issued');
  }, `a copy of ${id.code}`);
  await clerk.download(`${at(id)}/copies/${order}`);
}

/** The official's key is in a remote signing service, which loses its first answer. */
async function signRemotely(office: ActingOffice): Promise<void> {
  const { directory, stack } = office;
  const before = await directory.official(OFFICIAL);
  const { secrets, close } = openSecrets(office);
  const service = new CscService({ service: stack.csc.url, credentials: { ...cscClient, pin: demoPin } });
  const { cert } = await service.credential(OFFICIAL);
  const certificates = (cert.certificates ?? []).map((der) =>
    new X509Certificate(Buffer.from(der, 'base64')).toString(),
  );
  const credentials = { ...cscClient, pin: demoPin };
  const secret = await secrets.keepCredentials(credentials, stack.csc.url, `official/${OFFICIAL}`);
  const algorithm = 'ECDSA_SHA_256' as const;
  const key = {
    route: 'csc',
    service: stack.csc.url,
    credentialId: OFFICIAL,
    secret,
    algorithm,
    certificates,
  };
  await directory.putOfficial({ ...before, key: { ...key, route: 'csc' } });
  stack.csc.troubles.next('lose-answer');
  const id = await submitExample(office, '03-counter');
  await approve(office, id);
  await reaches(office, id, 'issued');
  await directory.putOfficial(before);
  close();
}

/** What the key ceremony keeps under seal. */
function openSecrets({ stack }: ActingOffice) {
  const { region, credentials, buckets } = stack.settings;
  const kms = new KMSClient({ region, credentials, endpoint: stack.endpoints.kms });
  const s3 = new S3Client({ region, credentials, endpoint: stack.endpoints.s3 });
  return {
    secrets: new SealedSecrets(kms, new ObjectStore(s3, buckets.work), defaults.secretsKeyAlias),
    close: () => [kms, s3].forEach((client) => client.destroy()),
  };
}

/** Two results whose seal fails, since the agency's key is gone. */
async function failToSeal(office: ActingOffice): Promise<readonly [RevisionId, RevisionId]> {
  const agency = await office.directory.agency(AGENCY);
  const { algorithm, certificates } = agency.seal.key;
  const key = { route: 'kms', keyId: 'alias/ket-qua/agency/gone', algorithm, certificates } as const;
  await office.directory.putAgency({ ...agency, seal: { ...agency.seal, key } });
  const failed = await Promise.all([
    submitExample(office, '01-link'),
    submitExample(office, '03-counter'),
  ] as const);
  await Promise.all(failed.map((id) => approve(office, id)));
  await Promise.all(failed.map((id) => reaches(office, id, 'awaiting-repair')));
  await office.directory.putAgency(agency);
  await office.user('official').download(`${at(failed[0])}/pages/1`);
  return failed;
}

async function repairAndCancel(
  office: ActingOffice,
  [first, second]: readonly [RevisionId, RevisionId],
): Promise<void> {
  await office.user('operator').get('/inbox', z.object({ tasks: z.array(z.unknown()).min(2) }));
  await Promise.all([decideRepair(office, first, 'retry'), decideRepair(office, second, 'cancel')]);
  await reaches(office, first, 'returned');
  await reaches(office, second, 'cancelled');
  const { verifyId } = await office.tracker.revision(first);
  await fetch(`${office.stack.url}/v/${verifyId}`);
  await office.user('official').download(`${at(first)}/pages/1`);
  const issued = await office.user('integration').download(`${at(first)}/result`);
  await verifyFiles(office, issued);
}

/** The issued file, and one whose last signature somebody wrote anew: each is looked up in its own way. */
async function verifyFiles({ stack }: ActingOffice, issued: Uint8Array): Promise<void> {
  const appended = Buffer.concat([issued, Buffer.from('\n%')]);
  for (const file of [new Uint8Array(issued), new Uint8Array(appended)]) {
    const answer = await fetch(`${stack.url}/verify/uploads`, { method: 'POST' });
    const { upload, url, fields } = uploadOffer.parse(await answer.json());
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', new Blob([file]));
    await fetch(url, { method: 'POST', body: form });
    for (const status of [200, 404]) {
      const verified = await fetch(`${stack.url}/verify`, {
        method: 'POST',
        body: JSON.stringify({ upload }),
        headers: { 'content-type': 'application/json' },
      });
      if (verified.status !== status) throw new Error(`verify: ${verified.status}`);
    }
  }
}

async function decideRepair(office: ActingOffice, id: RevisionId, action: string, repair = 1): Promise<void> {
  await reaches(office, id, 'awaiting-repair');
  const note = 'Đã kiểm tra và khắc phục.';
  await until(async () => {
    const answer = await office.user('operator').send('POST', `${at(id)}/repair`, { repair, action, note });
    return answer.ok ? answer : undefined;
  }, `repair of ${id.code}`);
}

/** A citizen's way with the link: wrong factor, right factor, download; then a clerk's with it. */
async function followLink(office: ActingOffice): Promise<void> {
  const { stack } = office;
  const id = await submitExample(office, '01-link');
  await approve(office, id);
  await reaches(office, id, 'returned');
  const [message] = (await stack.outbox.list()).filter(({ text }) => text?.includes(id.code));
  const landing = new URL(/http:\S+\/l\/\S+/.exec(message?.text ?? '')?.[0] ?? '').pathname;
  const browser = new Browser(stack.url);
  await browser.go(landing);
  await browser.send(landing, { lastFour: '0000' });
  const unlocked = await (await browser.send(landing, { lastFour: LAST_FOUR })).text();
  const download = /\/download\/[\w-]+/.exec(unlocked)?.[0] ?? '';
  const pdf = Buffer.from(await (await browser.go(download)).arrayBuffer());
  if (!pdf.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw new Error(`no PDF from ${download}`);
  await copy(office, id);
  for (const lastFour of ['0000', LAST_FOUR]) await browser.send('/status', { code: id.code, lastFour });
  const clerk = office.user('clerk');
  await clerk.post(`${at(id)}/link`, { action: 'reissue', replaces: 1 });
  await leaveMessage(office, id, 3);
  await clerk.post(`${at(id)}/link`, { action: 'revoke', reason: 'Người dân báo mất điện thoại.' });
  await recall(office, id);
}

/** The official takes the document back; the sweeper tells the citizen. */
async function recall(office: ActingOffice, id: RevisionId): Promise<void> {
  await office.user('official').post(`${at(id)}/recall`, { reason: 'Ghi sai diện tích sàn tầng 1.' });
  await untilSent(office, recallNote(id));
}

/** What a process leaves that was killed once it meant to send: the sweeper sends it. */
async function leaveMessage(office: ActingOffice, id: RevisionId, sequence: number): Promise<void> {
  const due = new Date(Date.now() - 1_000).toISOString();
  const subject = { kind: 'link-issued', sequence } as const;
  await new NotificationRepository(office.table).intend(linkNote(id, sequence), subject, due);
  await untilSent(office, linkNote(id, sequence));
}

async function untilSent(office: ActingOffice, note: NoteId): Promise<void> {
  await until(async () => {
    const log = await office.tracker.log.read(note);
    return log.find(({ key }) => key === `notification-accepted:${note.note}`);
  }, `the message ${note.note}`);
}

/** Number of the first repair of the post; each channel counts its own. */
const FIRST_OF_POST = 201;

/** A parcel is lost, the one an operator has sent next arrives; a code nobody knows is kept aside. */
async function tellThePost(office: ActingOffice): Promise<void> {
  const id = await submitExample(office, '02-post');
  await approve(office, id);
  const orders = new PostalOrderRepository(office.table);
  const queued = (sequence: number) =>
    until(async () => {
      const order = await orders.latest(id);
      return order?.queued === true && order.sequence === sequence ? order.order : undefined;
    }, `postal order ${sequence}`);
  const post = office.user('post');
  const report = (order: string, event: string, more = {}) =>
    post.send('POST', '/postal-events', { order, event, occurredAt: new Date().toISOString(), ...more });
  const first = await queued(1);
  await post.download(`/post/orders/${first}/label`);
  await report(first, 'eaten-by-a-dog');
  await report(first, 'handed-over', { tracking: 'RA123456785VN' });
  await report(first, 'lost');
  await decideRepair(office, id, 'retry', FIRST_OF_POST);
  const second = await queued(2);
  await report(second, 'handed-over');
  await report(second, 'attempt-failed');
  await report(second, 'delivered');
  await reaches(office, id, 'returned');
}

/** Accepted while the workflow could not be reached: the sweeper starts it. */
async function startLate(office: ActingOffice): Promise<void> {
  office.stack.refuse('api', 'StartExecution');
  const id = await submitExample(office, '05-refusal');
  await reaches(office, id, 'awaiting-approval');
  office.stack.relent();
}

/** Somebody stops an execution by hand: the reconciler finds it. */
async function endBehindItsBack(office: ActingOffice): Promise<void> {
  const { endpoints, settings, stateMachineArn } = office.stack;
  const id = await submitExample(office, '03-counter');
  await reaches(office, id, 'awaiting-approval');
  const { region, credentials } = settings;
  const workflows = new SFNClient({ region, credentials, endpoint: endpoints.sfn });
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${executionName(id)}`;
  await workflows.send(new StopExecutionCommand({ executionArn }));
  await reaches(office, id, 'failed');
  workflows.destroy();
}

/** Where the horizon is wide enough, all that was issued is due: a round renews it under the authority's next key. */
async function renewTimestamps({ stack, table }: ActingOffice): Promise<void> {
  await stack.pki.succeedTimestamp();
  const { region, credentials } = stack.settings;
  const workflows = new SFNClient({ region, credentials, endpoint: stack.endpoints.sfn });
  const { executionArn } = await workflows.send(
    new StartExecutionCommand({ stateMachineArn: stack.renewalArn, input: '{}' }),
  );
  await until(async () => {
    const { status } = await workflows.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'SUCCEEDED' ? status : undefined;
  }, 'the end of a round of renewals');
  workflows.destroy();
  const suites = (await new ProofSchedule(table).slices()).map(({ suite }) => suite);
  if (!suites.some((suite) => suite.includes('RSA-3072'))) throw new Error('nothing was renewed');
}

/** No timestamp authority answers: the workflow says so and waits, longer than anybody here looks on. */
async function waitForTimestamps(office: ActingOffice): Promise<void> {
  const { switches } = office.stack.pki;
  switches.set('tsa', { mood: 'fail' });
  const id = await submitExample(office, '03-counter');
  await approve(office, id);
  await reaches(office, id, 'awaiting-trust-service');
  switches.set('tsa', { mood: 'answer' });
}
