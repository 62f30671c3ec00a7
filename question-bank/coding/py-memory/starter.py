def plan(columns):
    """columns: name -> list of cells as read. Returns name -> one of
    int8 int16 int32 int64 float32 float64 category text empty
    """
    raise NotImplementedError
