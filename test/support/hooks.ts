// Loaded before all tests: what production only logs fails here.
import { whenWordIsMissing } from '../../server/platform/words/index.ts';

whenWordIsMissing((problem) => {
  throw new Error(problem);
});
