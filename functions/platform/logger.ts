import { Logger } from '@aws-lambda-powertools/logger';

/** The one logger. Messages come from a catalogue of fixed sentences; no personal data, no tokens. */
export const logger = new Logger({ serviceName: 'ket-qua' });
