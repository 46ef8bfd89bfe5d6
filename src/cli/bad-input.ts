/** Input that a command cannot work with: one line on standard error that says what and where, and exit status 2. */

/** Thrown by the room's readers; the message is the line that the user sees. */
export class BadInput extends Error {
  /** `where` is a file, a file and line, or an option. */
  constructor(where: string, what: string) {
    super(`${where}: ${what}`);
    this.name = 'BadInput';
  }
}

/** One line of printable text, however hostile a file name or value is. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500);
}

/** Runs a command: prints what it returns and ends with 0, or with 2 and one line for bad input. */
export async function runCommand(command: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(await command());
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    process.stderr.write(`${oneLine(error.message)}\n`);
    process.exitCode = 2;
  }
}
