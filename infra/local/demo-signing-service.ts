import { startCsc, type Csc } from './csc/server.ts';
import { certificatesOf, type DemoDirectoryParts } from './demo-directory.ts';
import { demoAgencies, demoOfficials } from './demo/demo-offices.ts';
import { provisionKey } from './provision.ts';

/** The PIN of every credential of the embedded signing service. */
export const demoPin = '123456';

/**
 * The remote signing service of the embedded stack: each demo official has a credential of their id, with a key and
 * a certificate of its own. Nobody's directory entry names one until somebody enters it.
 */
export async function startDemoSigningService(parts: DemoDirectoryParts, port: number): Promise<Csc> {
  const credentials = await Promise.all(
    demoOfficials.map(async ({ id, agency, name, title }) => {
      const keyId = `alias/ket-qua/csc/${id}`;
      await provisionKey(parts.clients.kms, keyId, 'ECC_NIST_P256', { 'ket-qua:use': 'remote-signing' });
      const organisation = demoAgencies.find(({ code }) => code === agency)?.name ?? agency;
      const certificates = await certificatesOf(parts, keyId, { organisation, title, commonName: name });
      return { id, keyId, certificates, pin: demoPin, multisign: 10 };
    }),
  );
  return startCsc({ port, kms: parts.clients.kms, credentials });
}
