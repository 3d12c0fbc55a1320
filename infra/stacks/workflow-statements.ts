import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Places } from './places.ts';

/** Answers waiting tasks of the workflow. */
export function answerTasks(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'AnswerTasks',
    actions: ['states:SendTaskSuccess'],
    resources: [stateMachine],
  });
}

export function startExecutions(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'StartExecutions',
    actions: ['states:StartExecution'],
    resources: [stateMachine],
  });
}

export function describeExecutions(executions: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'DescribeExecutions',
    actions: ['states:DescribeExecution'],
    resources: [executions],
  });
}

export function listExecutions(stateMachine: string): PolicyStatement {
  return new PolicyStatement({
    sid: 'ListExecutions',
    actions: ['states:ListExecutions'],
    resources: [stateMachine],
  });
}

export function sendEmail(at: Places): PolicyStatement {
  return new PolicyStatement({
    sid: 'SendEmail',
    actions: ['ses:SendEmail'],
    resources: [...at.senders],
    conditions: { StringEquals: { 'ses:FromAddress': at.sender } },
  });
}
