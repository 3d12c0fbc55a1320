import { Layout } from '../components/layout.tsx';
import { SummaryList, type Fact } from '../components/summary-list.tsx';
import type { View } from '../http/view.ts';
import type { FileOriginState, VerifiedFile } from '../../verification/index.ts';
import { formatDay } from '../text/format.ts';
import { verification } from '../text/verification.ts';
import { FindingList, SignatureCard } from './verified-signature.tsx';

type Texts = (typeof verification)['vi'];

/** The answer: the verdict first, then whose file it is, then each signature. */
export function VerifiedFilePage({ view, file }: { view: View; file: VerifiedFile }) {
  const t = verification[view.language];
  return (
    <Layout view={view} title={t.resultTitle}>
      <h1 class="govuk-heading-l">{t.resultTitle}</h1>
      {file.origin.recalledOn !== undefined && (
        <div class="govuk-inset-text kq-verdict--not-valid">
          <p class="govuk-heading-m">{t.recalledTitle}</p>
          <p class="govuk-body">{t.recalledMeans(formatDay(view.language, file.origin.recalledOn))}</p>
        </div>
      )}
      <Verdict t={t} file={file} />
      {file.findings.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{t.findingsTitle}</h2>
          <FindingList language={view.language} findings={file.findings} />
        </>
      )}
      <h2 class="govuk-heading-m">{t.originTitle}</h2>
      <p class="govuk-body">{originText(t, file.origin.state)}</p>
      <SummaryList facts={originFacts(view, file)} />
      {file.signatures.length > 0 && <h2 class="govuk-heading-m">{t.signaturesTitle}</h2>}
      {file.signatures.map((signature) => (
        <SignatureCard view={view} signature={signature} />
      ))}
      <p class="govuk-body">
        <a class="govuk-link" href="/verify">
          {t.again}
        </a>
      </p>
    </Layout>
  );
}

function Verdict({ t, file }: { t: Texts; file: VerifiedFile }) {
  const cannotTell = file.readable ? t.cannotTellMeans : t.cannotRead;
  const verdicts = {
    valid: [t.valid, t.validMeans],
    'not-valid': [t.notValid, t.notValidMeans],
    'cannot-tell': [t.cannotTell, cannotTell],
  } as const;
  const [word, meaning] = verdicts[file.verdict];
  return (
    <div class={`govuk-inset-text kq-verdict--${file.verdict}`}>
      <p class="govuk-heading-m">{word}</p>
      <p class="govuk-body">{meaning}</p>
    </div>
  );
}

function originText(t: Texts, state: FileOriginState): string {
  const texts: Readonly<Record<FileOriginState, string>> = {
    issued: t.issued,
    recalled: t.recalled,
    superseded: t.superseded,
    'earlier-revision': t.earlierRevision,
    altered: t.altered,
    'not-issued': t.notIssued,
    'not-ours': t.notOurs,
  };
  return texts[state];
}

function originFacts({ t, language }: View, { origin, sha256 }: VerifiedFile): Fact[] {
  const { agency, symbol, date, recalledOn } = origin;
  return [
    ...(agency === undefined ? [] : [{ name: t.common.agency, value: agency }]),
    ...(symbol === undefined ? [] : [{ name: t.common.number, value: symbol }]),
    ...(date === undefined ? [] : [{ name: t.common.date, value: formatDay(language, date) }]),
    ...(recalledOn === undefined
      ? []
      : [{ name: verification[language].recalledOn, value: formatDay(language, recalledOn) }]),
    { name: verification[language].fileDigest, value: <span class="kq-hash">{sha256}</span> },
  ];
}
