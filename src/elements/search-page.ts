/**
 * `<halfopen-search-page>`: the results of `/search/?q=`, with facets. The query and the chosen facet stand in the
 * address, so that a search can be linked to; typing replaces the entry in the history instead of adding one.
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { find, type Corpus, type Hit, type RecordKind } from '#search/index.ts';
import { carryWords } from './carried-words.ts';
import { highlight } from './highlight.ts';
import { messages } from './messages.ts';
import { loadCorpus } from './search-source.ts';

const kinds: readonly RecordKind[] = ['cause', 'case', 'finding', 'symptom'];
const mostHits = 60;

function isKind(value: string | null): value is RecordKind {
  return kinds.some((kind) => kind === value);
}

/** Where to go when nothing fits. */
function waysOn(): TemplateResult {
  return html`<ul>
    ${Object.entries(messages.searchWays).map(
      ([url, label]) => html`<li><a href=${url}>${label}</a></li>`,
    )}
  </ul>`;
}

/** The search page. */
export class SearchPage extends LitElement {
  private corpus: Corpus | undefined;
  private failed = false;
  private query = '';
  private kind: RecordKind | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.readAddress();
    window.addEventListener('popstate', this.readAddress);
    loadCorpus()
      .then((corpus) => {
        this.corpus = corpus;
        this.requestUpdate();
      })
      .catch(() => {
        this.failed = true;
        this.requestUpdate();
      });
  }

  override disconnectedCallback(): void {
    window.removeEventListener('popstate', this.readAddress);
    super.disconnectedCallback();
  }

  private readonly readAddress = (): void => {
    const parameters = new URLSearchParams(window.location.search);
    this.query = parameters.get('q') ?? '';
    const kind = parameters.get('kind');
    this.kind = isKind(kind) ? kind : undefined;
    this.requestUpdate();
  };

  private writeAddress(): void {
    const parameters = new URLSearchParams();
    if (this.query !== '') parameters.set('q', this.query);
    if (this.kind !== undefined) parameters.set('kind', this.kind);
    const search = parameters.toString();
    window.history.replaceState(null, '', search === '' ? './' : `./?${search}`);
    this.requestUpdate();
  }

  private readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) this.query = event.target.value;
    this.writeAddress();
  };

  private choose(kind: RecordKind | undefined): void {
    this.kind = kind;
    this.writeAddress();
  }

  protected override render(): unknown {
    const hits = this.corpus === undefined ? [] : find(this.corpus, this.query, mostHits);
    const isCut = hits.length === mostHits && this.kind === undefined;
    const shown = hits.filter(({ record }) => this.kind === undefined || record.kind === this.kind);
    return html`
      <form
        role="search"
        aria-label=${messages.searchForm}
        @submit=${(event: Event) => {
          event.preventDefault();
        }}
      >
        <label for="search-query">${messages.searchLabel}</label>
        <input
          id="search-query"
          type="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          .value=${this.query}
          @input=${this.onInput}
        />
      </form>
      ${this.renderFacets(hits)} ${this.renderState(shown, isCut)}
      <ol class="hits">
        ${shown.map((hit) => this.renderHit(hit))}
      </ol>
    `;
  }

  private renderFacets(hits: readonly Hit[]): unknown {
    if (hits.length === 0) return nothing;
    const facet = (kind: RecordKind | undefined, label: string, count: number) =>
      html`<button
        type="button"
        aria-pressed=${this.kind === kind ? 'true' : 'false'}
        @click=${() => {
          this.choose(kind);
        }}
      >
        ${label} <span class="soft">${count}</span>
      </button>`;
    return html`<div class="facets" role="group" aria-label=${messages.facets}>
      ${facet(undefined, messages.allKinds, hits.length)}
      ${kinds.map((kind) =>
        facet(kind, messages.kinds[kind], hits.filter(({ record }) => record.kind === kind).length),
      )}
    </div>`;
  }

  private renderState(shown: readonly Hit[], isCut: boolean): unknown {
    let state: string = messages.hitCount(shown.length, isCut);
    if (this.failed) state = messages.searchFailed;
    else if (this.corpus === undefined) state = messages.searchLoading;
    else if (this.query.trim() === '') state = messages.searchPrompt;
    else if (shown.length === 0) state = messages.searchNothing;
    return html`<p class="soft"><span role="status">${state}</span> ${this.renderWayToTriage()}</p>
      ${state === messages.searchNothing ? waysOn() : nothing}`;
  }

  /** The query may be what the person sees: the triage takes it on. */
  private renderWayToTriage(): unknown {
    if (this.corpus === undefined || this.query.trim() === '') return nothing;
    return html`<a
      href="/triage/"
      @click=${() => {
        carryWords(this.query);
      }}
      >${messages.searchToTriage}</a
    >`;
  }

  private renderHit(hit: Hit): unknown {
    return html`<li>
      <a href=${hit.record.url}>${highlight(hit.record.title, hit.title)}</a>
      <span class="tag">${messages.kind[hit.record.kind]}</span>
      ${hit.exact ? html`<span class="tag affected">${messages.exact}</span>` : nothing}
      <p>${highlight(hit.record.summary, hit.summary)}</p>
    </li>`;
  }
}

customElements.define('halfopen-search-page', SearchPage);
