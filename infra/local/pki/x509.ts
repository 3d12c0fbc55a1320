/** The certificate library, made ready: it needs its polyfill first and a crypto provider. */
import 'reflect-metadata';
import { cryptoProvider } from '@peculiar/x509';

cryptoProvider.set(crypto);

export * from '@peculiar/x509';
