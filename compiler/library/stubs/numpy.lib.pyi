# numpy.lib: what is compiled of it is in its submodules.
