"""The engines that run work, in one process or many."""
