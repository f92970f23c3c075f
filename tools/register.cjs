// Runs TypeScript without a build. esbuild-based runners cannot: they drop the decorator metadata that TypeORM and type-graphql read.
const fs = require('node:fs');
const path = require('node:path');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

process.setSourceMapsEnabled(true);
const options = { ...JSON.parse(fs.readFileSync(path.join(__dirname, '../.swcrc'), 'utf8')), swcrc: false };

Module._extensions['.ts'] = (module, filename) =>
  module._compile(transformSync(fs.readFileSync(filename, 'utf8'), { ...options, filename }).code, filename);
