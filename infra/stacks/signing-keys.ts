import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import { Alias, Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { signsForTag } from '../key-tags.ts';
import type { Stage } from './stage-settings.ts';

/**
 * The keys the product itself brings: one per agency to seal with, one to derive download links from, one for the
 * health check alone, one that seals secrets. Officials' keys are not made here but in a key ceremony, tagged
 * `ket-qua:signs-for=official` and `ket-qua:stage=<stage>`.
 */
export class SigningKeys extends Construct {
  readonly link: Key;
  readonly health: Key;
  readonly secrets: Key;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    for (const agency of stage.agencies) this.#addAgencyKey(stage, agency);
    this.link = new Key(this, 'Link', {
      description: `Kết quả ${stage.name}: derives download links`,
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.health = new Key(this, 'Health', {
      description: `Kết quả ${stage.name}: signs for the health check, never for anybody`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.secrets = new Key(this, 'Secrets', {
      description: `Kết quả ${stage.name}: seals passphrases of key files and credentials of signing services`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #addAgencyKey(stage: Stage, agency: string): void {
    const name = agency.replaceAll('.', '-');
    const key = new Key(this, `Agency-${name}`, {
      description: `Kết quả ${stage.name}: seals for agency ${agency}`,
      keySpec: KeySpec.RSA_3072,
      keyUsage: KeyUsage.SIGN_VERIFY,
      // A deleted key cannot be had again, and its certificate would die with it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    Tags.of(key).add(signsForTag, 'agency');
    Tags.of(key).add('ket-qua:agency', agency);
    new Alias(this, `AgencyAlias-${name}`, {
      aliasName: `alias/ket-qua/${stage.name}/agency/${name}`,
      targetKey: key,
    });
  }
}
