/** Waits for people and other systems: a task token kept until somebody decides. */
export { exhaustedKind, lateAnswer } from './late-answer.ts';
export { taskKind, type Decision, type Task, type TaskId, type TaskKind } from './task.ts';
export { TaskDesk, type DecisionResult } from './task-desk.ts';
export { TaskRepository } from './task-repository.ts';
