/* global document, fetch, Headers, sessionStorage, React, ReactDOM, GraphiQL */

const page = JSON.parse(document.getElementById('page-data').textContent);

// GraphiQL's dialogs look here for the nonce of the <style> element that they add.
globalThis.__webpack_nonce__ = page.styleNonce;

const form = document.getElementById('token-form');
const field = document.getElementById('token');
const forgetButton = document.getElementById('forget-token');
const status = document.getElementById('token-status');

const tokenKey = `token:${page.slug}`;
let token = sessionStorage.getItem(tokenKey) ?? '';

// What people write and read here may name persons, and a computer may be shared: it goes when the tab is closed, like the token.
const prefix = `graphiql:${page.slug}:`;
const ownKeys = () => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix));
const storage = {
  getItem: (key) => sessionStorage.getItem(prefix + key),
  setItem: (key, value) => sessionStorage.setItem(prefix + key, value),
  removeItem: (key) => sessionStorage.removeItem(prefix + key),
  clear: () => ownKeys().forEach((key) => sessionStorage.removeItem(key)),
  get length() {
    return ownKeys().length;
  },
};

function sayNoToken() {
  status.textContent = 'No token yet. Paste one to load the schema and run documents; "npm run token -- --help" on the server makes one.';
}

async function post(request, bearer, written) {
  try {
    const headers = new Headers({ accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json' });
    if (bearer) headers.set('authorization', `Bearer ${bearer}`);
    // Set, not merged: a header written in the editor stands in place of ours.
    for (const [name, value] of Object.entries(written)) headers.set(name, value);

    const response = await fetch(page.endpoint, { method: 'POST', headers, body: JSON.stringify(request) });
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return { errors: [{ message: `The server answered ${response.status} without JSON.` }] };
    }
  } catch (error) {
    return { errors: [{ message: `The request could not be sent: ${error.message}` }] };
  }
}

// GraphiQL reads the schema anew whenever it gets another fetcher, so every token has a fetcher of its own.
function fetcherWith(bearer) {
  return async (request, { headers = {} } = {}) => {
    const result = await post(request, bearer, headers);
    if (request.operationName === 'IntrospectionQuery' && bearer === token) {
      status.textContent = result.data
        ? 'Token in use. It is kept in this tab only and goes when the tab is closed.'
        : `The schema could not be read with this token: ${result.errors?.[0]?.message ?? 'no reason given'}`;
    }
    return result;
  };
}

const root = ReactDOM.createRoot(document.getElementById('graphiql'));
const textsOf = (example) => example && { query: example.document, variables: example.variables ?? '' };
// What was left in this tab stays; a tab opened for the first time begins with the first example.
let texts = storage.length > 0 ? undefined : textsOf(page.examples[0]);
let fetcher;

function render() {
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      storage,
      // Null keeps GraphiQL from asking for the schema, which without a token would be refused.
      schema: token ? undefined : null,
      defaultQuery: '# Write a document here, or choose an example.\n',
      defaultEditorToolsVisibility: 'variables',
      shouldPersistHeaders: false,
      ...texts,
    }),
  );
}

// GraphiQL takes over a text only when it differs from the one it was given last: taking that away first lets the same example be
// loaded a second time, over what was written since.
function load(example) {
  texts = undefined;
  ReactDOM.flushSync(render);
  texts = textsOf(example);
  render();
}

function useToken(value) {
  token = value;
  if (value) sessionStorage.setItem(tokenKey, value);
  else sessionStorage.removeItem(tokenKey);
  field.value = '';
  field.placeholder = value ? '••••••••' : '';
  forgetButton.hidden = !value;
  status.textContent = 'Reading the schema…';
  if (!value) sayNoToken();
  fetcher = fetcherWith(value);
  render();
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const value = field.value.trim().replace(/^bearer\s+/i, '');
  if (value) useToken(value);
  else field.focus();
});

forgetButton.addEventListener('click', () => {
  useToken('');
  field.focus();
});

const buttons = document.querySelectorAll('[data-example]');
for (const button of buttons) {
  button.addEventListener('click', () => {
    load(page.examples.find(({ name }) => name === button.dataset.example));
    for (const other of buttons) other.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
  });
}

useToken(token);
