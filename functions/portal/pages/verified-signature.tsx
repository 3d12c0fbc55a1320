import { SummaryList, type Fact } from '../components/summary-list.tsx';
import { Tag } from '../components/tag.tsx';
import type { View } from '../http/view.ts';
import type { DocumentReport, SignatureReport } from '../../signing/index.ts';
import { changeWords } from '../text/change-words.ts';
import { formatMoment } from '../text/format.ts';
import type { Language } from '../text/language.ts';
import { verification } from '../text/verification.ts';
import {
  chains,
  coverages,
  findingMeanings,
  indications,
  integrities,
  laterChanges,
  revocations,
  signatureKinds,
} from '../text/verification-words.ts';

const COLOURS = { 'TOTAL-PASSED': 'green', 'TOTAL-FAILED': 'red', INDETERMINATE: 'yellow' } as const;

/** One signature: what was found, in words, and in those of EN 319 102-1. */
export function SignatureCard({ view, signature }: { view: View; signature: SignatureReport }) {
  const { language } = view;
  const name = signature.signer.name ?? signature.field;
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <h3 class="govuk-summary-card__title kq-wrap">
          {`${signatureKinds[signature.kind][language]}: ${name}`}
        </h3>
      </div>
      <div class="govuk-summary-card__content">
        <SummaryList facts={[...verdictFacts(signature, language), ...factsOf(signature, language)]} />
      </div>
    </div>
  );
}

type Findings = DocumentReport['findings'] | SignatureReport['findings'];

/** What each finding means, with the machine's own words beside it. */
export function FindingList({ language, findings }: { language: Language; findings: Findings }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {findings.map(({ code, detail }) => (
        <li>
          {findingMeanings[code][language]}
          <span class="kq-secondary" lang="en">{`${code}: ${detail}`}</span>
        </li>
      ))}
    </ul>
  );
}

function verdictFacts(signature: SignatureReport, language: Language): Fact[] {
  const t = verification[language];
  const { indication, subIndication, findings } = signature;
  const said = [indication, subIndication].filter((each) => each !== undefined).join(' ');
  const conclusion = (
    <>
      <Tag colour={COLOURS[indication]} text={indications[indication][language]} />
      <span class="kq-secondary">{`${t.forMachines}: ${said}`}</span>
    </>
  );
  return [
    { name: t.conclusion, value: conclusion },
    ...(findings.length === 0
      ? []
      : [{ name: t.findings, value: <FindingList language={language} findings={findings} /> }]),
  ];
}

/** What nobody said is said to be unknown, and what was not looked at, not to be checked. */
function factsOf(signature: SignatureReport, language: Language): Fact[] {
  const t = verification[language];
  const { signer, issuer, claimedTime, level, algorithm } = signature;
  const issuedBy = [issuer.name, issuer.organisation].filter((each) => each !== undefined).join(', ');
  const known: readonly (readonly [string, string | undefined])[] = [
    [t.signer, signer.name ?? t.unknown],
    [t.position, signer.title],
    [t.organisation, signer.organisation],
    [t.issuer, issuedBy === '' ? t.unknown : issuedBy],
    [t.provedTime, provedTime(signature, language)],
    [t.claimedTime, claimedTime && formatMoment(language, claimedTime.toISOString())],
    [t.coverage, coverages[signature.coverage][language]],
    [t.integrity, integrities[signature.integrity][language]],
    [t.chain, chains[signature.chain][language]],
    [t.revocation, revocations[signature.revocation][language]],
    [t.level, level && `PAdES ${level}`],
    [t.algorithm, algorithm ?? t.unknown],
  ];
  const facts = known.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
  return [...facts, { name: t.changes, value: <Changes language={language} signature={signature} /> }].concat(
    signature.notChecked.map((what) => ({ name: t.notChecked, value: <span lang="en">{what}</span> })),
  );
}

function provedTime({ provedTime: proved }: SignatureReport, language: Language): string {
  const t = verification[language];
  if (proved === undefined) return t.unknown;
  const by = proved.by === 'signature timestamp' ? t.ownTimestamp : t.provedBy(proved.by);
  return `${formatMoment(language, proved.time.toISOString())}, ${by}`;
}

function Changes({ language, signature }: { language: Language; signature: SignatureReport }) {
  const { level, list } = signature.changes;
  return (
    <>
      {laterChanges[level][language]}
      {list.map((change) => {
        const words = changeWords(change, language);
        return (
          <span class="kq-secondary" lang={words.language}>
            {words.text}
          </span>
        );
      })}
    </>
  );
}
