import type { AssetPaths } from './assets';
import { html, jsonText } from './html';
import { graphqlPath } from './types';
import type { Example, ProvinceLink } from './types';

/** GraphiQL for one province, with a field for the token and the examples beside it. */
export function graphiqlPage(province: ProvinceLink, examples: readonly Example[], assets: AssetPaths, styleNonce: string): string {
  const buttons = examples.map(({ name, title }) => html`<li><button type="button" data-example="${name}">${title}</button></li>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${province.name}: Tổ Số GraphiQL</title>
        <link rel="icon" href="${assets['icon.svg']}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets['graphiql.css']}" />
        <link rel="stylesheet" href="${assets['pages.css']}" />
        <link rel="stylesheet" href="${assets['workbench.css']}" />
        <script type="application/json" id="page-data">
          ${jsonText({ slug: province.slug, endpoint: graphqlPath(province), examples, styleNonce })}
        </script>
        <script defer src="${assets['react.js']}"></script>
        <script defer src="${assets['react-dom.js']}"></script>
        <script defer src="${assets['graphiql.js']}"></script>
        <script type="module" src="${assets['workbench.js']}"></script>
      </head>
      <body class="workbench">
        <header>
          <h1><a href="/" lang="vi">Tổ Số</a> <span lang="vi">${province.name}</span></h1>
          <form id="token-form">
            <label for="token">Token</label>
            <input id="token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-status" />
            <button type="submit">Use token</button>
            <button type="button" id="forget-token" hidden>Forget token</button>
          </form>
          <p id="token-status" role="status"></p>
        </header>
        <noscript>GraphiQL needs JavaScript. Without it, send documents to <code>${graphqlPath(province)}</code> by POST.</noscript>
        <main>
          <details class="examples" open>
            <summary>Examples</summary>
            <ol>
              ${buttons}
            </ol>
          </details>
          <div id="graphiql"></div>
        </main>
      </body>
    </html>`.text;
}
