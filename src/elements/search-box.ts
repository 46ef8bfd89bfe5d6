/**
 * `<halfopen-search>`: turns the search form in the header into a combobox with results below it. Without script the
 * form leads to the search page; with script Enter does so too, unless a result is chosen with the arrow keys.
 */
import { html, LitElement, nothing } from 'lit';
import { find, type Corpus, type Hit } from '#search/index.ts';
import { highlight } from './highlight.ts';
import { messages } from './messages.ts';
import { loadCorpus } from './search-source.ts';

const shown = 8;

/** The search box in the header. */
export class SearchBox extends LitElement {
  private corpus: Corpus | undefined;
  private failed = false;
  private hits: readonly Hit[] = [];
  private chosen = -1;
  private open = false;

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  protected override createRenderRoot(): HTMLElement {
    return this.querySelector<HTMLElement>('.search-results') ?? this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const input = this.input;
    if (input === null) return;
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-controls', 'search-hits');
    input.setAttribute('aria-expanded', 'false');
    input.addEventListener('input', () => {
      this.ask();
    });
    input.addEventListener('keydown', (event) => {
      this.onKey(event);
    });
    this.addEventListener('focusout', (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.close();
    });
    loadCorpus()
      .then((corpus) => {
        this.corpus = corpus;
        this.failed = false;
        this.ask();
      })
      .catch(() => {
        this.failed = true;
        this.requestUpdate();
      });
  }

  private ask(): void {
    const query = this.input?.value ?? '';
    this.hits = this.corpus === undefined ? [] : find(this.corpus, query, shown);
    this.chosen = -1;
    this.open = query.trim() !== '' && document.activeElement === this.input;
    this.requestUpdate();
  }

  private close(): void {
    this.open = false;
    this.requestUpdate();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      this.close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && this.hits.length > 0) {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const places = this.hits.length + 1;
      this.chosen = ((this.chosen + 1 + step + places) % places) - 1;
      this.open = true;
      this.requestUpdate();
    } else if (event.key === 'Enter' && this.chosen >= 0) {
      const hit = this.hits[this.chosen];
      if (hit !== undefined) {
        event.preventDefault();
        window.location.assign(hit.record.url);
      }
    }
  }

  protected override updated(): void {
    const input = this.input;
    input?.setAttribute('aria-expanded', String(this.open));
    if (this.open && this.chosen >= 0) {
      input?.setAttribute('aria-activedescendant', `search-hit-${String(this.chosen)}`);
    } else input?.removeAttribute('aria-activedescendant');
  }

  protected override render(): unknown {
    if (!this.open) return nothing;
    if (this.failed) return html`<p class="search-note">${messages.searchFailed}</p>`;
    if (this.corpus === undefined)
      return html`<p class="search-note">${messages.searchLoading}</p>`;
    return html`<ul id="search-hits" role="listbox" aria-label=${messages.searchResults}>
        ${this.hits.map(
          (hit, at) =>
            html`<li
              id=${`search-hit-${String(at)}`}
              role="option"
              aria-selected=${at === this.chosen ? 'true' : 'false'}
            >
              <a href=${hit.record.url} tabindex="-1">
                <span class="search-kind">${messages.kind[hit.record.kind]}</span>
                <span>${highlight(hit.record.title, hit.title)}</span>
              </a>
            </li>`,
        )}
      </ul>
      <p class="search-note" role="status">
        ${this.hits.length === 0 ? messages.searchNothing : messages.searchKeys}
      </p>`;
  }
}

customElements.define('halfopen-search', SearchBox);
