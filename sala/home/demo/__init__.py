"""The demonstration: two fictional agencies whose communities stand at three places of the way.

Everything happens by the product's own actions, at a clock set back to the day it is told to
have happened; dates are laid relative to the day the demonstration is first built.
"""
