import { ServiceError, validationException } from './service-error.ts';

/** Whitespace, brackets, wildcards, special and control characters (API reference, CreateStateMachine, `name`). */
// eslint-disable-next-line no-control-regex -- the service forbids exactly these
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]/;

/** @throws ServiceError InvalidName, or ValidationException for the length. */
export function requireName(name: string): string {
  if (name.length < 1 || name.length > 80) {
    throw validationException(
      `Value '${name}' at 'name' failed to satisfy constraint: Member must have length between 1 and 80`,
    );
  }
  if (FORBIDDEN.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  return name;
}
