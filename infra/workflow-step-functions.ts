import type { FunctionSpec } from './function-spec.ts';
import { linkVariables } from './link-variables.ts';
import { trustVariables } from './trust-variables.ts';
import { revocationVariables } from './revocation-variables.ts';

const templates = { from: 'templates', to: 'templates' } as const;

/** The functions the return-of-results workflow calls, in the order of its states. */
export const stepFunctions: readonly FunctionSpec[] = [
  {
    name: 'render-result',
    entry: 'functions/rendering/render-result.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'PUBLIC_BASE_URL', 'TEMPLATES_DIR'],
    assets: [templates],
  },
  {
    name: 'await-approval',
    entry: 'functions/approval/await-approval.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'return-for-correction',
    entry: 'functions/approval/return-for-correction.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'prepare-signature',
    entry: 'functions/signing/prepare-signature.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'SIGNATURE_LEVEL', 'TSA_TOKEN_BYTES', ...revocationVariables],
  },
  {
    name: 'sign-with-kms',
    entry: 'functions/signing/sign-with-kms.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'WORK_BUCKET'],
  },
  {
    name: 'sign-with-secret',
    entry: 'functions/signing/sign-with-secret.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'SECRETS_KEY_ID'],
  },
  {
    name: 'await-signature',
    entry: 'functions/signing/await-signature.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'embed-signature',
    entry: 'functions/signing/embed-signature.handler.ts',
    timeoutSeconds: 60,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'TSA_URLS', 'ALGORITHM_ENDS'],
  },
  {
    name: 'await-seal',
    entry: 'functions/approval/await-seal.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'seal-result',
    entry: 'functions/signing/seal-result.handler.ts',
    timeoutSeconds: 85,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'SECRETS_KEY_ID', 'SIGNATURE_LEVEL', ...trustVariables],
  },
  {
    name: 'augment-result',
    entry: 'functions/signing/augment-result.handler.ts',
    timeoutSeconds: 120,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'SIGNATURE_LEVEL', ...trustVariables],
  },
  {
    name: 'await-trust-service',
    entry: 'functions/signing/await-trust-service.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'archive-result',
    entry: 'functions/archive/archive-result.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 1024,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'ARCHIVE_BUCKET'],
  },
  {
    name: 'send-download-link',
    entry: 'functions/delivery/send-download-link.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', ...linkVariables, 'EMAIL_FROM'],
  },
  {
    name: 'create-postal-order',
    entry: 'functions/post/create-postal-order.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME', 'WORK_BUCKET', 'TEMPLATES_DIR'],
    assets: [templates],
  },
  {
    name: 'await-delivery',
    entry: 'functions/post/await-delivery.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'await-collection',
    entry: 'functions/delivery/await-collection.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'complete-return',
    entry: 'functions/delivery/complete-return.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'await-repair',
    entry: 'functions/repair/await-repair.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
  {
    name: 'cancel-return',
    entry: 'functions/repair/cancel-return.handler.ts',
    timeoutSeconds: 30,
    memoryMb: 512,
    environment: ['TABLE_NAME'],
  },
];
