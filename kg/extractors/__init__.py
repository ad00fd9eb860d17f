"""The engines that turn Documents into Extractions."""
