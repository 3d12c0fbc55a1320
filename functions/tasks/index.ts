/** Waits for people and other systems: a task token kept until somebody decides. */
export { task, taskKind, type Task, type TaskKind } from './task.ts';
export { TaskDesk, type DecisionResult } from './task-desk.ts';
export { TaskRepository, type Decision, type TaskId } from './task-repository.ts';
