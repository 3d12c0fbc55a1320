import { App } from 'aws-cdk-lib';
import { bundleFunctions } from './build/bundle.ts';
import { addStacks } from './stacks/add-stacks.ts';

await bundleFunctions();
const app = new App();
addStacks(app);
app.synth();
