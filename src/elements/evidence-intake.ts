/**
 * How evidence comes into the page: pasted outside a field, dropped as text or files, chosen as files. One thing is read
 * after the other, with progress, and can be cancelled.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CaptureEvidence, Evidence, Side } from '#evidence/index.ts';
import { cancelReading, readInWorker, type ReadingEnd } from './evidence-reader.ts';
import { messages } from './messages.ts';

/** One text or file to read; `name` is null for text. */
export interface Source {
  readonly content: string | File;
  readonly name: string | null;
  readonly side: Side;
}

/** What is being read now. */
export interface Busy {
  readonly name: string | null;
  /** Bytes read and bytes in all; both 0 while that is not known. */
  readonly done: number;
  readonly total: number;
  /** Sources that wait behind it. */
  readonly rest: number;
}

/** Something that was read, with its text when it has one. */
export interface Taken {
  readonly evidence: Evidence | CaptureEvidence;
  readonly text: string | null;
  readonly name: string | null;
}

/** Milliseconds between two steps of the progress. */
const progressPause = 100;

const { intake: words } = messages;

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(?:input|textarea|select)$/iu.test(target.tagName);
}

function sourcesOf(transfer: DataTransfer | null): readonly Source[] {
  if (transfer === null) return [];
  const files = [...transfer.files];
  if (files.length > 0) {
    return files.map((file) => ({ content: file, name: file.name, side: 'unknown' }));
  }
  const text = transfer.getData('text/plain');
  return text.trim() === '' ? [] : [{ content: text, name: null, side: 'unknown' }];
}

/** Reads what comes in and hands it on. */
export class EvidenceIntake implements ReactiveController {
  /** What is being read; null when nothing is. */
  busy: Busy | null = null;
  /** Why the last source was not read, or not whole; empty when it was. */
  problem = '';
  /** True while something is held above the page that would be read when dropped. */
  isHovered = false;
  private queue: Source[] = [];
  private hovering: ReturnType<typeof setTimeout> | undefined;

  private readonly host: ReactiveControllerHost;
  private readonly take: (taken: Taken) => void;

  constructor(host: ReactiveControllerHost, take: (taken: Taken) => void) {
    this.host = host;
    this.take = take;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('paste', this.onPaste);
    document.addEventListener('dragover', this.onDragOver);
    document.addEventListener('drop', this.onDrop);
  }

  hostDisconnected(): void {
    document.removeEventListener('paste', this.onPaste);
    document.removeEventListener('dragover', this.onDragOver);
    document.removeEventListener('drop', this.onDrop);
    this.cancel();
  }

  /** Adds sources to what is to be read. */
  add(sources: readonly Source[]): void {
    this.queue.push(...sources);
    if (this.busy === null) void this.run();
    else this.show({ ...this.busy, rest: this.queue.length });
  }

  /** Stops reading and forgets what waits; what was read before stays. */
  cancel(): void {
    this.queue = [];
    if (this.busy !== null) cancelReading();
  }

  private show(busy: Busy | null): void {
    this.busy = busy;
    this.host.requestUpdate();
  }

  private async run(): Promise<void> {
    this.problem = '';
    for (let source = this.queue.shift(); source !== undefined; source = this.queue.shift()) {
      const { content, name, side } = source;
      this.show({ name, done: 0, total: 0, rest: this.queue.length });
      let drawn = 0;
      const end = await readInWorker(content, side, (done, total) => {
        const now = performance.now();
        if (now - drawn < progressPause) return;
        drawn = now;
        this.show({ name, done, total, rest: this.queue.length });
      });
      this.finish(source, end);
    }
    this.show(null);
  }

  private finish({ content, name }: Source, end: ReadingEnd): void {
    if (end.kind !== 'read') {
      this.problem = words[end.kind](name);
      return;
    }
    if (end.isDamaged) this.problem = words.damaged(name);
    const text = typeof content === 'string' ? content : end.text;
    this.take({ evidence: end.evidence, text, name });
  }

  private readonly onPaste = (event: ClipboardEvent): void => {
    const hasFiles = (event.clipboardData?.files.length ?? 0) > 0;
    if (isField(event.target) && !hasFiles) return;
    const sources = sourcesOf(event.clipboardData);
    if (sources.length === 0) return;
    event.preventDefault();
    this.add(sources);
  };

  private readonly onDragOver = (event: DragEvent): void => {
    const types = event.dataTransfer?.types ?? [];
    const isOurs =
      types.includes('Files') || (types.includes('text/plain') && !isField(event.target));
    if (!isOurs) return;
    event.preventDefault();
    if (!this.isHovered) {
      this.isHovered = true;
      this.host.requestUpdate();
    }
    // There is no reliable event for leaving the window; while something is above it, this one keeps coming.
    clearTimeout(this.hovering);
    this.hovering = setTimeout(this.endHover, 300);
  };

  private readonly endHover = (): void => {
    clearTimeout(this.hovering);
    this.isHovered = false;
    this.host.requestUpdate();
  };

  private readonly onDrop = (event: DragEvent): void => {
    this.endHover();
    const isText = (event.dataTransfer?.files.length ?? 0) === 0;
    if (isText && isField(event.target)) return;
    const sources = sourcesOf(event.dataTransfer);
    if (sources.length === 0) return;
    event.preventDefault();
    this.add(sources);
  };
}
