import type { Directory } from '../../functions/directory/index.ts';

/**
 * While something happens, the picture of an agency's seal is lost, so that what comes to be sealed stops for the
 * operator; then it is found again.
 */
export async function whileSealIsLost<Done>(
  directory: Directory,
  code: string,
  happens: () => Promise<Done>,
): Promise<Done> {
  const agency = await directory.agency(code);
  await directory.putAgency({ ...agency, seal: { ...agency.seal, picture: 'directory/seals/lost.png' } });
  try {
    return await happens();
  } finally {
    await directory.putAgency(agency);
  }
}
