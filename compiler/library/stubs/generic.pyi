# Methods and attributes of NumPy's scalars.
import numpy
sum = numpy.sum
prod = numpy.prod
min = numpy.min
max = numpy.max
any = numpy.any
all = numpy.all
mean = numpy.mean
round = numpy.round
@special
def conjugate(self, out=None, /): ...
conj = conjugate
@special
def clip(self, min=None, max=None, out=None): ...
@property
@special(times=True)
def shape(self): ...
@property
@special(times=True)
def size(self): ...
@property
@special(times=True)
def ndim(self): ...
@property
@special(times=True)
def dtype(self): ...
@property
@special(times=True)
def itemsize(self): ...
@property
@special
def real(self): ...
@property
@special
def imag(self): ...
@special(times=True)
def astype(self, dtype, order=None, casting=None, subok=None, copy=True): ...
@special(times=True)
def item(self, *args): ...
@special(times=True)
def tolist(self): ...
@call("kb::scalar_view", "scalar.hpp", pure=True, template=U)
def view(self, dtype: DType[U]) -> Scalar[U]: ...
