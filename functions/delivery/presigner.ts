import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { Presigner } from './download-result.ts';

const FIVE_MINUTES = 300;

/** Presigned GET of one object version in the archive bucket. S3 checks the signer's rights when it is used. */
export function archivePresigner(client: S3Client, bucket: string): Presigner {
  return {
    address: ({ key, versionId, fileName }) =>
      getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ...(versionId !== null && { VersionId: versionId }),
          ResponseContentType: 'application/pdf',
          ResponseContentDisposition: attachment(fileName),
          ResponseCacheControl: 'private, no-store',
        }),
        { expiresIn: FIVE_MINUTES },
      ),
  };
}

/** `Content-Disposition` with an ASCII name for old clients and the real one by RFC 5987. */
export function attachment(fileName: string): string {
  const ascii = fileName
    .replaceAll(/đ/gu, 'd')
    .replaceAll(/Đ/gu, 'D')
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9._ -]/gu, '')
    .replaceAll(' ', '-');
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*!]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
