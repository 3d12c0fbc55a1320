import { expect, it } from 'vitest';
import { coveredBytes } from '../../functions/signing/pdf/byte-range.ts';
import { prepareDocumentTimestamp } from '../../functions/signing/pdf/document-timestamp.ts';
import { addEvidence } from '../../functions/signing/pdf/security-store.ts';
import { fillRoom } from '../../functions/signing/pdf/signature-room.ts';
import { archivedResult, goodNews, hoursLater } from '../../functions/signing/testing/archived-result.ts';
import { stamp } from '../../functions/signing/testing/signing-desk.ts';
import { unsignedResult } from '../../functions/signing/testing/unsigned-result.ts';

it.each([false, true])(
  'a result that the product itself archives is valid at B-LTA for the verifier of any PDF, compressed: %s',
  async (compressed) => {
    const { desk, verify } = await archivedResult();
    const draft = await unsignedResult({ compressed });
    const sealed = await desk.sealAsAgency(await desk.signAsOfficial(draft));
    const ocsps = await goodNews(desk);
    const evidence = { certificates: [desk.authority.certificate], ocsps, crls: [] };
    const room = prepareDocumentTimestamp(addEvidence(sealed, evidence));
    const token = await stamp(coveredBytes(room.pdf, room.byteRange), desk.time, hoursLater(2));
    const report = verify(fillRoom(room, token));
    expect(report).toMatchObject({ verdict: 'valid', findings: [] });
    expect(report.signatures.map(({ level, changes }) => [level, changes.level])).toEqual([
      ['B-LTA', 'form-filling'],
      ['B-LTA', 'lta'],
      [undefined, 'none'],
    ]);
  },
);
