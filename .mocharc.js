// How mocha runs: every test file, or only those that the command line names.
import { argv } from 'node:process';

const named = argv.slice(2).some((argument) => /\.test\.ts$|^test\//.test(argument));

export default {
  ...(named ? {} : { spec: ['test/**/*.test.ts'] }),
  extension: ['ts'],
  timeout: 20_000,
  require: ['test/support/hooks.ts'],
};
