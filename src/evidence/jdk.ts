/**
 * Names of JDK releases. JEP 223 (https://openjdk.org/jeps/223): `1.7.0_25`, `7u25` and "JDK 7 Update 25" are one release;
 * from 9 on the numbers are written as they are.
 */

const legacy = /^1\.(\d{1,2})(?:\.\d{1,2})?(?:_(\d{1,4}))?/;
const crashForm = /^([5-8])\.0_(\d{1,4})/;
const modern = /^(\d{1,2})(?:\.\d{1,4}){0,5}/;

/** First feature release that carries its number alone. */
const firstModern = 9;

/**
 * The release that a version string names: `1.7.0_25` and `7.0_25-b15` give `7u25`, `1.8.0` gives `8`, `11.0.2+9` gives
 * `11.0.2`. Null when the string is no JDK version.
 */
export function jdkRelease(text: string): string | null {
  const old = legacy.exec(text) ?? crashForm.exec(text);
  if (old !== null) {
    const update = Number(old[2] ?? 0);
    return update === 0 ? (old[1] ?? null) : `${old[1] ?? ''}u${update}`;
  }
  const found = modern.exec(text);
  return found !== null && Number(found[1]) >= firstModern ? found[0] : null;
}
