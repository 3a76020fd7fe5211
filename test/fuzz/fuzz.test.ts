import { root } from '../support/pipeline.js';
import { fuzz } from './describe-fuzz.js';
import { startEcho } from './echo.js';
import { startMockTarget } from './mock-target.js';

fuzz('the generated server survives', startEcho, 12);
fuzz('the mock survives', () => startMockTarget([`${root}specs/cloudstack.listapis.json`]), 12);
