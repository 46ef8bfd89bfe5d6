/**
 * Reads evidence off the page's thread, so that ten megabytes of text or a capture of hundreds leave the page responsive.
 * Files are read here in pieces: a capture is never held as a whole, of a text no more than the parsers look at.
 */
import {
  createCaptureReader,
  isCapture,
  isGzip,
  readEvidence,
  readWords,
  type CaptureEvidence,
  type CaptureReader,
  type Evidence,
  type Side,
} from '#evidence/index.ts';

/** What the worker is asked: an id to match the answers, the source, and the side of the whole paste. */
export interface EvidenceRequest {
  readonly id: number;
  readonly source: string | Blob;
  readonly side: Side;
  /** True for what the person says in their own words, which are read more freely than a paste. */
  readonly isSaid: boolean;
}

/** What was read. */
export interface EvidenceRead {
  readonly evidence: Evidence | CaptureEvidence;
  /** The text that the lines count in; null for a capture. */
  readonly text: string | null;
  /** True when a compressed file is damaged: what comes before was read. */
  readonly isDamaged: boolean;
}

/** What the worker says: how far it is, what it read, or that the file cannot be opened. */
export type EvidenceAnswer =
  | {
      readonly id: number;
      readonly kind: 'progress';
      readonly done: number;
      readonly total: number;
    }
  | ({ readonly id: number; readonly kind: 'read' } & EvidenceRead)
  | { readonly id: number; readonly kind: 'unreadable' };

/** Bytes of a text that are read: one more than the parsers look at, so that they say that it is too long. */
const longestText = 10 * 1024 * 1024 + 1;

/** Bytes between two messages about progress. */
const progressStep = 1024 * 1024;

function textOptions(side: Side): { side?: Side } {
  return side === 'unknown' ? {} : { side };
}

/** Windows writes redirected output as UTF-16 with a mark; anything else is taken as UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** Takes the pieces of a file: its first bytes say whether it is a capture or a text. */
class Intake {
  private head = new Uint8Array(0);
  private capture: CaptureReader | undefined;
  private decoder: TextDecoder | undefined;
  private text = '';
  private taken = 0;

  private readonly side: Side;
  private readonly size: number;

  constructor(side: Side, size: number) {
    this.side = side;
    this.size = size;
  }

  /** Takes the next piece; false when no more is wanted. */
  push(piece: Uint8Array): boolean {
    if (this.capture === undefined && this.decoder === undefined) {
      const joined = new Uint8Array(this.head.length + piece.length);
      joined.set(this.head);
      joined.set(piece, this.head.length);
      this.head = joined;
      return this.head.length < 4 || this.begin();
    }
    return this.take(piece);
  }

  private begin(): boolean {
    if (isCapture(this.head)) this.capture = createCaptureReader(textOptions(this.side));
    else this.decoder = new TextDecoder(encodingOf(this.head));
    return this.take(this.head);
  }

  private take(piece: Uint8Array): boolean {
    if (this.capture !== undefined) {
      this.capture.push(piece);
      return true;
    }
    const rest = piece.subarray(0, longestText - this.taken);
    this.taken += rest.length;
    this.text += this.decoder?.decode(rest, { stream: true }) ?? '';
    return this.taken < longestText;
  }

  end(isDamaged: boolean): EvidenceRead {
    if (this.capture === undefined && this.decoder === undefined) this.begin();
    if (this.capture !== undefined) {
      return { evidence: this.capture.end(), text: null, isDamaged };
    }
    const text = this.text + (this.decoder?.decode() ?? '');
    const evidence = readEvidence(text, textOptions(this.side));
    // The parsers saw only the part that was kept; what the user has to hear is the size of the file.
    const troubles = evidence.troubles.map((trouble) =>
      trouble.key === 'too-large'
        ? { ...trouble, amount: Math.max(trouble.amount, this.size) }
        : trouble,
    );
    return { evidence: { ...evidence, troubles }, text, isDamaged };
  }
}

async function readFile(
  file: Blob,
  side: Side,
  tell: (done: number) => void,
): Promise<EvidenceRead> {
  const isPacked = isGzip(new Uint8Array(await file.slice(0, 2).arrayBuffer()));
  let done = 0;
  let told = 0;
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform: (piece, controller) => {
        done += piece.length;
        if (done - told >= progressStep) tell((told = done));
        controller.enqueue(piece);
      },
    }),
  );
  const bytes = isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted;
  const intake = new Intake(side, file.size);
  const reader = bytes.getReader();
  try {
    for (;;) {
      const { done: isOver, value } = await reader.read();
      if (isOver) return intake.end(false);
      if (!intake.push(value)) {
        await reader.cancel();
        return intake.end(false);
      }
    }
  } catch (error) {
    // A compressed file that breaks off gives what came before; a file that cannot be read gives nothing.
    if (isPacked && error instanceof TypeError) return intake.end(true);
    throw error;
  }
}

async function answer({ id, source, side, isSaid }: EvidenceRequest): Promise<EvidenceAnswer> {
  if (typeof source === 'string') {
    const evidence = isSaid ? readWords(source) : readEvidence(source, textOptions(side));
    return { id, kind: 'read', evidence, text: null, isDamaged: false };
  }
  const tell = (done: number): void => {
    postMessage({ id, kind: 'progress', done, total: source.size } satisfies EvidenceAnswer);
  };
  try {
    return { id, kind: 'read', ...(await readFile(source, side, tell)) };
  } catch {
    return { id, kind: 'unreadable' };
  }
}

addEventListener('message', ({ data }: MessageEvent<EvidenceRequest>) => {
  void answer(data).then((said) => {
    postMessage(said);
  });
});
