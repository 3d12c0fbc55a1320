// One file, since vitest gives each to whichever process is free, and each process opens a house of its own.
import './citizens.ts';
import './desks.ts';
