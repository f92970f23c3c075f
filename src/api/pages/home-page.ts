import type { AssetPaths } from './assets';
import { html } from './html';
import { graphqlPath } from './types';
import type { ProvinceLink } from './types';

/** The page for people at `/`: what this is, who is served, and how to begin. It needs no script. */
export function homePage(version: string, provinces: readonly ProvinceLink[], assets: AssetPaths): string {
  const rows = provinces.map(
    (province) =>
      html`<li>
        <a href="${graphqlPath(province)}"><span lang="vi">${province.name}</span></a> <code>${graphqlPath(province)}</code>
      </li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Tổ Số: the API of community digital teams</title>
        <link rel="icon" href="${assets['icon.svg']}" type="image/svg+xml" />
        <link rel="stylesheet" href="${assets['pages.css']}" />
      </head>
      <body class="home">
        <main>
          <h1 lang="vi">Tổ Số</h1>
          <p>
            One GraphQL API over which Vietnamese provinces run their community digital teams (<span lang="vi"
              >Tổ công nghệ số cộng đồng</span
            >).
          </p>
          <p>Version ${version}</p>

          <h2>Provinces</h2>
          <p>Each province has an address of its own. In a browser it opens GraphiQL, where you can read the schema and try documents.</p>
          ${
            rows.length > 0
              ? html`<ul>
                  ${rows}
                </ul>`
              : html`<p>This server has no province yet.</p>`
          }

          <h2>Get a token</h2>
          <p>Every request needs a token of the province it asks. Whoever runs this server makes one; this says how:</p>
          <pre><code>npm run token -- --help</code></pre>
          <p>Send it in the header <code>Authorization: Bearer …</code>, or paste it into the field above GraphiQL.</p>

          <h2>Health</h2>
          <ul>
            <li><a href="/health/live">Live</a>: the process answers</li>
            <li><a href="/health/ready">Ready</a>: it can serve requests</li>
          </ul>
        </main>
      </body>
    </html>`.text;
}
