import type { FileDigests, Verification } from '../../delivery/index.ts';
import { Layout } from '../components/layout.tsx';
import { SummaryList, type Fact } from '../components/summary-list.tsx';
import type { View } from '../http/view.ts';
import { formatDay } from '../text/format.ts';

/** Behind the QR code of a document. */
export function VerifyPage({ view, verification }: { view: View; verification: Verification }) {
  const { t, language } = view;
  const { state, symbol, date, recalledOn, agency } = verification;
  const verdicts = {
    issued: t.citizen.verifyIssued,
    recalled: t.citizen.verifyRecalled(recalledOn === null ? '' : formatDay(language, recalledOn)),
    'not-issued': t.citizen.verifyNotIssued,
    cancelled: t.citizen.verifyCancelled,
  };
  return (
    <Layout view={view} title={t.citizen.verifyTitle}>
      <h1 class="govuk-heading-l">{t.citizen.verifyTitle}</h1>
      <div class={`govuk-inset-text kq-verdict--${state}`}>
        <strong>{verdicts[state]}</strong>
      </div>
      <SummaryList
        facts={[
          { name: t.common.agency, value: agency },
          { name: t.common.number, value: symbol ?? t.common.none },
          { name: t.common.date, value: date === null ? t.common.none : formatDay(language, date) },
          ...digestFacts(view, verification),
        ]}
      />
      <p class="govuk-body">{t.citizen.verifyHow}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/verify">
          {t.citizen.verifyFile}
        </a>
      </p>
    </Layout>
  );
}

/** The digests of the result and of its appendices; of a recalled document no earlier one is called good any more. */
function digestFacts({ t }: View, { state, sha256, earlierSha256, appendices }: Verification): Fact[] {
  const { verifyHash, verifyEarlierHash, verifyAppendixHash, verifyEarlierAppendixHash } = t.citizen;
  const isRecalled = state === 'recalled';
  const facts = (
    { sha256: newest, earlierSha256: earlier }: FileDigests,
    name: string,
    earlierName: string,
  ) => [
    { name, value: <span class="kq-hash">{newest}</span> },
    ...earlier.map((each) => ({
      name: isRecalled ? name : earlierName,
      value: <span class="kq-hash">{each}</span>,
    })),
  ];
  if (sha256 === null) return [{ name: verifyHash, value: t.common.none }];
  return [
    ...facts({ sha256, earlierSha256 }, verifyHash, verifyEarlierHash),
    ...appendices.flatMap((appendix, index) =>
      facts(appendix, verifyAppendixHash(index + 1), verifyEarlierAppendixHash(index + 1)),
    ),
  ];
}
