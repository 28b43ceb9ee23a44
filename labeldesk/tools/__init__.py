"""What the pointer and keys do on the picture: state machines that know no Qt."""
