import { FunctionMissing } from './build-functions.ts';
import { bundleFunctions } from './bundle.ts';
import { bundleLimitBytes } from './bundle-limit.ts';

try {
  const bundles = await bundleFunctions();
  for (const { name, bytes, rebuilt } of bundles) {
    const size = `${(bytes / 1000).toFixed(0)} kB`.padStart(9);
    console.log(`${name.padEnd(24)}${size}${rebuilt ? '' : '  (up to date)'}`);
  }
  const heavy = bundles.filter(({ bytes }) => bytes > bundleLimitBytes);
  for (const { name } of heavy) console.error(`${name} is larger than ${bundleLimitBytes} bytes`);
  if (heavy.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof FunctionMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
