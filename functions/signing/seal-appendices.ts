/**
 * The appendices that are files of their own (phụ lục không cùng tệp tin): the agency signs each, once the result has
 * number and date (Decree 30/2020, App. I, II.8).
 */
import type { Agency } from '../directory/index.ts';
import { sha256 } from '../platform/digest.ts';
import { type RevisionId, appendicesIn, sealedKey } from '../tracking/index.ts';
import { appendixLines } from './appendix-lines.ts';
import { type CertifyDependencies, certifyFile } from './certify-file.ts';
import { APPENDIX_FIELD } from './result-fields.ts';
import { demandFitAgency } from './sign-as-agency.ts';
import { folderOf } from './signature-work.ts';

/**
 * Signs every appendix that is not signed yet, in order; each ends in an event put once, so that whoever comes again
 * goes on with what is there.
 * @param symbol số và ký hiệu of the result
 * @throws {CertificateRevoked} {CertificateExpired} {CertificateUnfit} and what certifying throws
 */
export async function sealAppendices(
  deps: CertifyDependencies,
  id: RevisionId,
  { agency, symbol }: { readonly agency: Agency; readonly symbol: string },
): Promise<void> {
  const unsealed = appendicesIn(await deps.tracker.log.read(id)).filter(({ sealed }) => !sealed);
  if (unsealed.length > 0) await demandFitAgency(deps, agency);
  for (const { number, draft } of unsealed) {
    const { pdf, level, certificate, signedAt } = await certifyFile(deps, id, {
      agency,
      unsigned: draft,
      field: APPENDIX_FIELD,
      signature: () => {
        const time = deps.clock();
        return { reason: `Phụ lục kèm theo ${symbol}`, signedAt: time, lines: appendixLines(symbol, time) };
      },
    });
    const document = { key: `${folderOf(id)}/${sha256(pdf)}.pdf`, sha256: sha256(pdf) };
    await deps.work.putOnce(document.key, pdf, 'application/pdf');
    const data = { appendix: number, document, level, certificate, sealedAt: signedAt };
    await deps.tracker.record(id, 'appendix-sealed', sealedKey(number), data);
  }
}
